import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { emptyDatabase, foreignServer, hasForeignServer } from '#platform/database/testing/temporary';
import { root } from './installation.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'sollstand-two-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

test.skipIf(!hasForeignServer)(
  'three processes that set up one empty database at once all succeed',
  async () => {
    const server = await foreignServer();
    try {
      const url = await emptyDatabase(server, 'zugleich');
      const migrate = () =>
        new Promise<{ code: number | null; errors: string }>((resolve) => {
          const child = spawn(process.execPath, [join(root, 'src/app/cli.ts'), 'migrate', '--json'], {
            env: { ...process.env, SOLLSTAND_DATA: dataDir, DATABASE_URL: url, SOLLSTAND_LOG: 'error' },
            stdio: ['ignore', 'ignore', 'pipe'],
          });
          let errors = '';
          child.stderr?.on('data', (chunk: Buffer) => {
            errors += chunk.toString();
          });
          child.once('exit', (code) => resolve({ code, errors }));
        });
      const ended = await Promise.all([migrate(), migrate(), migrate()]);
      expect(ended).toEqual(Array.from({ length: 3 }, () => ({ code: 0, errors: '' })));
      const { rows } = await withClient(url, (client) =>
        client.query(
          'select count(*)::int as all, count(distinct stamp)::int as stamps from schema_migration',
        ),
      );
      expect(rows[0].all).toBe(rows[0].stamps);
    } finally {
      server.stop();
    }
  },
);
