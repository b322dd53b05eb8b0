import type { z } from 'zod';
import { type Row, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { findingView } from '../contract.ts';
import { mayOf } from './policy.ts';
import { numberOf } from './store.ts';
import type { FindingTable } from './tables.ts';

export type FindingView = z.infer<typeof findingView>;

/** With the number of the finding it is merged into, as the list joins it or read for this one row. */
export const viewOf = async (
  tx: TownTx,
  row: FindingTable & { merged_number?: number | null },
): Promise<FindingView> => {
  const number = row.merged_into ? (row.merged_number ?? (await numberOf(tx, row.merged_into))) : null;
  return {
    ...toView<FindingView>(row as unknown as Row),
    mergedInto: row.merged_into && number ? { id: row.merged_into, number } : null,
    may: mayOf(tx, row),
  };
};
