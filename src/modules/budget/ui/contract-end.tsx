import { addDays, addMonths, type LocalDate, localDate, localDateOf } from '#kernel/dates';
import { m } from '#texts';
import { type Status, StatusBadge } from '#ui-kit/badge';
import { DateText, date } from '#ui-kit/format';
import type { Contract } from './words.ts';

type Term = Pick<Contract, 'endsOn' | 'noticeMonths' | 'renews'>;

/** A warning this many days before notice must be given leaves time for a tender. */
const WARN_DAYS = 90;

/** The last day on which notice can be given; only where the contract would renew by itself. */
export function deadline({ endsOn, noticeMonths, renews }: Term): LocalDate | null {
  return endsOn && renews ? addMonths(localDate(endsOn), -noticeMonths) : null;
}

export function termStatus(contract: Term): Status {
  const today = localDateOf(new Date());
  const by = deadline(contract);
  if (contract.endsOn && contract.endsOn < today && !contract.renews)
    return { word: m.budget_term_ended(), tone: 'neutral' };
  if (by && by >= today && by < addDays(today, WARN_DAYS))
    return { word: m.budget_term_notice_soon({ date: date(by, true) }), tone: 'warning' };
  return { word: m.budget_term_running(), tone: 'success' };
}

export const endText = (contract: Contract) =>
  contract.endsOn ? `${date(contract.endsOn)} ${termStatus(contract).word}` : m.budget_open_end();

/** End of the term, with what matters about it now. */
export function ContractEnd({ contract }: { contract: Contract }) {
  if (!contract.endsOn) return m.budget_open_end();
  const status = termStatus(contract);
  return (
    <>
      <DateText iso={contract.endsOn} /> {status.tone !== 'success' && <StatusBadge status={status} />}
    </>
  );
}
