import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LiveTown, startLiveTown } from '../../app/testing/live-town.ts';

const PROGRAM = '/usr/bin/fusioninventory-agent';
const hasAgent = existsSync(PROGRAM);
if (!hasAgent)
  process.stderr.write(
    '\n*** fusioninventory-agent fehlt: Der Test mit dem echten Inventar-Agenten wird übersprungen. ***\n\n',
  );

let live: LiveTown;
const logged: string[] = [];
beforeAll(async () => {
  if (!hasAgent) return;
  live = await startLiveTown();
});
afterAll(async () => {
  await live?.stop();
});

/** Runs the package's agent once against this server, with something in its environment and command line to be dropped. */
const report = (token: string): Promise<{ code: number | null; said: string }> =>
  new Promise((done) => {
    const child = spawn(
      PROGRAM,
      [
        `--server=${live.server.address}/agent/${token}`,
        '--force',
        '--logger=stderr',
        '--tag=geheimes-schild',
        '--no-task=netdiscovery,netinventory,deploy,esx,collect,wakeonlan',
      ],
      {
        env: { PATH: process.env.PATH ?? '', GEHEIME_VARIABLE: 'geheimer-wert', LANG: 'C' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const said: string[] = [];
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => said.push(String(part)));
    child.once('exit', (code) => done({ code, said: said.join('') }));
  });

const state = async () =>
  (
    await live.sql(`select (select count(*) from item)::int as items, (select sum(version) from item)::int as versions,
      (select count(*) from machine_detail where section not in ('interface', 'volume'))::int as details,
      (select md5(string_agg(section || digest, ',' order by section)) from machine_section
        where section not in ('interface', 'volume', 'system')) as digests`)
  )[0];

async function wholeDatabase(): Promise<string> {
  const names = await live.sql(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
  );
  const parts: string[] = [];
  for (const { name } of names)
    parts.push(
      String((await live.sql(`select string_agg(t::text, E'\\n') as text from ${name} t`))[0]?.text),
    );
  return parts.join('\n');
}

describe.skipIf(!hasAgent)('the agent of the Debian package fusioninventory-agent', () => {
  test('reports twice: the machine is there with hardware, system, network and programs, and the second time changes only what changed', async () => {
    const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => logged.push(String(text)) > 0);
    try {
      const it = await live.signIn('it');
      const made = await it.ask('POST', '/towns/tannau/agent-tokens', { name: 'Debian' });
      const token = String(made.json.token);
      const items = Number((await state())?.items);
      const first = await report(token);
      expect([first.code, first.said]).toEqual([0, expect.not.stringMatching(/\[error\]/)]);
      const after = await state();
      expect(after?.items).toBe(items + 1);
      const [machine] = await live.sql('select i.* from item i join machine m on m.item_id = i.id');
      expect(machine).toMatchObject({ operating_system: expect.stringMatching(/Debian|Ubuntu/) });
      expect(String(machine?.name)).toContain(hostname().split('.')[0]);
      const counts = await live.sql(
        'select section, count(*)::int from machine_detail group by section order by section',
      );
      console.info(`real agent: ${counts.map(({ section, count }) => `${section} ${count}`).join(', ')}`);
      const found = new Map(counts.map(({ section, count }) => [section, Number(count)]));
      for (const section of ['system', 'processor', 'interface', 'software'])
        expect(found.get(section)).toBeGreaterThan(0);
      expect(found.get('software')).toBeGreaterThan(100);

      const journal = Number((await live.sql('select count(*) as n from journal'))[0]?.n);
      const second = await report(token);
      expect(second.code).toBe(0);
      expect(await state()).toEqual(after);
      // Other programs of this machine may come and go between two reports; the item itself is as it was.
      expect(Number((await live.sql('select count(*) as n from journal'))[0]?.n)).toBeLessThanOrEqual(
        journal + 1,
      );
      expect(await live.sql('select reports from machine_agent')).toEqual([{ reports: 2 }]);

      const everything = await wholeDatabase();
      const log = logged.join('');
      for (const dropped of ['geheimer-wert', 'geheimes-schild', 'GEHEIME_VARIABLE', token])
        expect([dropped, everything.includes(dropped), log.includes(dropped)]).toEqual([
          dropped,
          false,
          false,
        ]);
    } finally {
      spy.mockRestore();
    }
  }, 180_000);
});
