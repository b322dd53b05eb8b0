import { refuse } from '#kernel/refuse';
import type { TownTx } from '#platform/tx';

/** Whose diary this transaction may read and write; a job or a link has none: refuses `not_your_function`. */
export const diarist = (tx: TownTx): string => tx.actor.userId ?? refuse('forbidden', 'not_your_function');
