import type { RouteInput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { catalogueDraftsContract as contract } from '../contract-draft.ts';
import { type Head, headView, oneLine, requireFreeTitle } from './draft-head.ts';
import { insertDraft } from './draft-store.ts';

/** Begins an empty catalogue; refuses a title that another one of the town has. */
export async function beginDraft(tx: TownTx, given: RouteInput<typeof contract.begin>): Promise<Head> {
  const title = oneLine(given.title);
  await requireFreeTitle(tx, title, null);
  const { edition = '', source = '', licence = '' } = given;
  return headView(
    await insertDraft(tx, {
      title,
      edition: oneLine(edition),
      source: oneLine(source),
      licence: oneLine(licence),
    }),
  );
}
