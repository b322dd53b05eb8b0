import type { z } from 'zod';
import { type Row, toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { findingView } from '../contract.ts';
import { mayOf } from './policy.ts';
import type { FindingTable } from './tables.ts';

export type FindingView = z.infer<typeof findingView>;

export const viewOf = (tx: TownTx, row: FindingTable): FindingView => ({
  ...toView<FindingView>(row as unknown as Row),
  may: mayOf(tx, row),
});
