import { refuse } from '#kernel/refuse';
import { functionsFor, type TownTx } from '#platform/tx';
import { type Edition, type EditionMay, editionMay } from '../domain/documents/editions.ts';

/** What the actor may do with this edition; also sent to the page as `may`. */
export const mayOf = (tx: TownTx, edition: Edition): EditionMay =>
  editionMay(edition, functionsFor(tx.actor, null));

/** The fullest edition of the results report that the actor may read. */
export const fullest = (tx: TownTx): Edition =>
  mayOf(tx, 'technical').download === true ? 'technical' : 'internal';

/** Refuses `document_technical` unless the actor may have the edition. */
export function requireEdition(tx: TownTx, edition: Edition): void {
  const { download } = mayOf(tx, edition);
  if (download !== true) refuse('forbidden', download);
}
