import { refuse } from '#kernel/refuse';
import type { Row } from './records.ts';
import type { TownTx } from './tx.ts';

/** Who acts for single offices changes nothing that belongs to the whole town. */
export function requireOffice({ actor }: TownTx, office: unknown): void {
  if (actor.offices !== 'all' && !actor.offices.includes(String(office)))
    refuse('forbidden', 'not_your_office');
}

/** What somebody adds for a single office belongs to it; with several, they say to which. */
export function ofOwnOffice({ actor }: TownTx, values: Row): Row {
  if (actor.offices === 'all') return values;
  const office = values.office_id ?? (actor.offices.length === 1 ? actor.offices[0] : null);
  if (!office) refuse('invalid', 'invalid_input', [{ path: 'officeId', code: 'required' }]);
  if (!actor.offices.includes(String(office))) refuse('forbidden', 'not_your_office');
  return { ...values, office_id: office };
}
