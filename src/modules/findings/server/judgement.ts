import { refuse } from '#kernel/refuse';
import { severityBy } from '../domain/severity.ts';

interface Judged {
  impact?: number | null;
  likelihood?: number | null;
}

/** Severity that follows from what was judged; null when nothing was. Refuses `finding_half_judged`. */
export function severityOf({ impact = null, likelihood = null }: Judged): number | null {
  if ((impact === null) !== (likelihood === null))
    refuse('invalid', 'finding_half_judged', [
      { path: impact === null ? 'impact' : 'likelihood', code: 'required' },
    ]);
  return severityBy(impact, likelihood);
}
