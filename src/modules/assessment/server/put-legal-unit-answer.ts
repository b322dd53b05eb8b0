import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { nis2Check } from '#modules/catalogue';
import { insertRecord, lockRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { nis2Contract as contract } from '../contract-nis2.ts';
import { storedValue } from '../domain/legal-unit.ts';
import { checkLegalUnit } from './check-legal-unit.ts';
import { legalUnit, legalUnitAnswer } from './kinds.ts';
import { listUnitAnswers } from './legal-unit-store.ts';

/**
 * Keeps the answer to a question, or that it is not yet cleared up, and says what follows now. Refuses a question the
 * check does not ask and an answer that does not fit it.
 */
export async function putLegalUnitAnswer(
  tx: TownTx,
  { id, fact, value }: RouteInput<typeof contract.putLegalUnitAnswer>,
): Promise<RouteOutput<typeof contract.putLegalUnitAnswer>> {
  // Two who answer at once follow each other.
  const unit = await lockRecord(tx, legalUnit, id);
  const asked = nis2Check().facts.find(({ key }) => key === fact);
  if (!asked) return refuse('invalid', 'invalid_input', [{ path: 'fact', code: 'unknown_reference' }]);
  const stored = value === null ? '' : storedValue(asked, value);
  if (stored === null)
    return refuse('invalid', 'invalid_input', [{ path: 'value', code: 'nis2_answer_unfit' }]);
  const before = (await listUnitAnswers(tx, id)).find((one) => one.fact === fact);
  if (before) await updateRecord(tx, legalUnitAnswer, before.id, { value: stored }, { version: null });
  else
    await insertRecord(
      tx,
      legalUnitAnswer,
      { unit_id: id, fact, value: stored, office_id: unit.office_id },
      'given',
    );
  return checkLegalUnit(tx, { id });
}
