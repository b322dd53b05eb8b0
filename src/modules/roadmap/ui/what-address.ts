import { PLAN_QUARTER } from '#kernel/plan-quarter';
import { AS_IT_IS, type What } from './planning.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const wholeOf = (text: string | undefined): number => (text && /^-?\d{1,4}$/.test(text) ? Number(text) : 0);

/** Assumptions as words of the address, so that it can be sent to somebody and going back finds them again. */
export function addressOf(what: What): Record<string, string> {
  const { budgetPercent, role, rolePercent, delayedId, delayQuarters, held } = what;
  return {
    haushalt: budgetPercent === 0 ? '' : String(budgetPercent),
    rolle: role ? `${role}:${rolePercent}` : '',
    verzug: delayedId ? `${delayedId}:${delayQuarters}` : '',
    halten: held.map(({ id, quarter }) => `${id}:${quarter}`).join(','),
  };
}

/** What cannot be read is as if it had not been said. */
export function assumptionsIn(query: Readonly<Record<string, string | undefined>>): What {
  const [role = '', rolePercent] = (query.rolle ?? '').split(':');
  const [delayedId = '', delayQuarters] = (query.verzug ?? '').split(':');
  const held = (query.halten ?? '').split(',').flatMap((part) => {
    const [id = '', quarter = ''] = part.split(':');
    return UUID.test(id) && PLAN_QUARTER.test(quarter) ? [{ id, quarter }] : [];
  });
  return {
    ...AS_IT_IS,
    budgetPercent: Math.max(-100, Math.min(200, wholeOf(query.haushalt))),
    ...(/^[a-z][a-z_]{0,59}$/.test(role) ? { role, rolePercent: wholeOf(rolePercent) } : {}),
    ...(UUID.test(delayedId)
      ? { delayedId, delayQuarters: Math.max(0, Math.min(20, wholeOf(delayQuarters))) }
      : {}),
    held,
  };
}
