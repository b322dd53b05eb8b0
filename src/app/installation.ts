import { join } from 'node:path';
import { createIds } from '#kernel/ids';
import { directory } from '#modules/directory';
import { clockFrom, systemClock } from '#platform/clock';
import type { Config } from '#platform/config';
import { migrate } from '#platform/database/migrate';
import { type DatabaseHandle, openDatabase } from '#platform/database/open';
import { filesFolder } from '#platform/files/store';
import { prepareQueue } from '#platform/jobs/worker';
import { type Live, openLive } from '#platform/live/live';
import { type Ground, openPool } from '#platform/tx';
import { liveKinds } from './live-kinds.ts';

export const root = join(import.meta.dirname, '../..');

export interface Installation {
  ground: Ground;
  database: DatabaseHandle;
  /** Costs nothing until somebody listens. */
  live: Live;
  close(): Promise<void>;
}

/** Opens the database, brings it to the level of this code and connects as the role that row security binds. */
export async function openInstallation(config: Config, role: 'server' | 'command'): Promise<Installation> {
  const database = await openDatabase(config, { role });
  try {
    await prepareQueue(database.ownerUrl);
    await migrate(database.ownerUrl, database.appRole, join(root, 'migrations'));
  } catch (error) {
    await database.close();
    throw error;
  }
  const { db, pool } = openPool(database.appUrl, role === 'server' ? 10 : 4);
  const clock = config.clock ? clockFrom(config.clock) : systemClock;
  const newId = createIds({
    now: () => systemClock.now().getTime(),
    random: (bytes) => crypto.getRandomValues(bytes),
  });
  const files = {
    folder: filesFolder(config.dataDir),
    limitBytes: config.maxUploadBytes,
    scanner: config.clamd ?? null,
  };
  const ground = { db, clock, newId, files, mail: config.mail ?? null, directory };
  const live = openLive(ground, database.appUrl, liveKinds);
  return {
    ground,
    database,
    live,
    close: async () => {
      await live.stop();
      await pool.end();
      await database.close();
    },
  };
}
