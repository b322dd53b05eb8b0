import { sql } from 'kysely';
import type { z } from 'zod';
import { refuse } from '#kernel/refuse';
import { type Row, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { townView } from '../contract.ts';

export type TownView = z.infer<typeof townView>;

/** The town of the transaction. */
export async function readTown(tx: TownTx): Promise<TownView> {
  const { rows } =
    await sql<Row>`select id, slug, name, state, inhabitants, it_workplaces, note, version from town`.execute(
      tx.db,
    );
  return toView<TownView>(rows[0] ?? refuse('not_found', 'not_found'));
}
