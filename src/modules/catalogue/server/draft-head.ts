import { refuse } from '#kernel/refuse';
import type { RouteOutput } from '#kernel/route';
import { toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import type { DraftRecord } from './draft-store.ts';
import { withTitle } from './store.ts';

export type Head = RouteOutput<typeof contract.begin>;
export const headView = (draft: DraftRecord): Head => toView<Head>(draft);
export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Two catalogues of one title would be taken for one at the next upload. */
export async function requireFreeTitle(tx: TownTx, title: string, own: string | null): Promise<void> {
  const other = await withTitle(tx, title);
  if (other !== null && other !== own)
    refuse('invalid', 'invalid_input', [{ path: 'title', code: 'catalogue_title_taken' }]);
}
