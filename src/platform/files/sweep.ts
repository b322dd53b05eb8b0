import { log } from '../log.ts';
import type { Ground } from '../tx.ts';
import { namedHashes } from './rows.ts';
import { sweep } from './store.ts';

/** By night: content that no row of its town has named for a day goes. */
export async function sweepFiles(ground: Ground, now: Date = new Date()): Promise<void> {
  const removed = await sweep(ground.files.folder, (town) => namedHashes(ground, town), now);
  if (removed > 0) log.info('contents of files removed', { removed });
}
