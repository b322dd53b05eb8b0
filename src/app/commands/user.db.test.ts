import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { type DatabaseHandle, openDatabase } from '#platform/database/open';
import { withClient } from '#platform/database/roles';
import { clearFolder } from '#platform/database/testing/temporary';
import { verifyJournal } from '#platform/journal-chain/verify-journal';
import { root } from '../installation.ts';
import { demoData } from '../testing/demo-data.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'sollstand-user-'));
const env = { SOLLSTAND_DATA: dataDir, DATABASE_URL: '', SOLLSTAND_LOG: 'error' };
let standing: DatabaseHandle;
beforeAll(async () => {
  await demoData(dataDir);
  // Commands join the database that runs already.
  standing = await openDatabase(readConfig(env, root), { role: 'command' });
});
afterAll(async () => {
  await standing?.close();
  await clearFolder(dataDir);
});

function user(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'src/app/cli.ts'), 'user', ...args],
    {
      env: { ...process.env, ...env },
      encoding: 'utf8',
    },
  );
  return { status, stdout, stderr };
}
const invite = (until: string) =>
  user('invite', '--town', 'tannau', '--user', 'neu', '--name', 'Neu', '--until', until, '--json');

test('an end of the access that is no day, or past, is refused in a sentence', () => {
  for (const until of ['2027-13-45', '']) {
    const { status, stderr } = invite(until);
    expect([until, status]).toEqual([until, 2]);
    expect(stderr).toContain('ist kein Tag des Kalenders');
  }
  expect(invite('2020-01-01')).toMatchObject({ status: 2, stderr: expect.stringContaining('schon vorbei') });
  expect(JSON.parse(invite('2099-12-31').stdout).path).toMatch(/^\/einladung\//);
});

test('a password set by the command line stands in the journal of the town', async () => {
  expect(user('password', '--user', 'niemand').status).toBe(2);
  const { status, stdout } = user('password', '--user', 'KAEMMEREI', '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout).password).toHaveLength(20);
  const { rows } = await withClient(standing.ownerUrl, (client) =>
    client.query(`select j.via, j.actor_id, p.payload from journal j join journal_payload p
      on p.town_id = j.town_id and p.journal_id = j.id where j.event = 'member.password_reset'`),
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ via: 'command', actor_id: null });
  expect(rows[0].payload).not.toContain(JSON.parse(stdout).password);
  expect((await verifyJournal(standing.ownerUrl, [])).flatMap(({ damage }) => damage)).toEqual([]);
});
