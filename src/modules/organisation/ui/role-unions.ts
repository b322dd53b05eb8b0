import type { Incompatible } from './roles.ts';

interface Duty {
  personId: string;
  personName: string;
  role: string;
  sharePercent: number;
}

export interface RoleUnion extends Incompatible {
  personId: string;
  personName: string;
}

/** Who holds roles together that must or should not be in one hand; mandatory separations first. */
export function roleUnions(duties: readonly Duty[], incompatible: readonly Incompatible[]): RoleUnion[] {
  const unions = people(duties).flatMap(({ personId, personName, duties: own }) => {
    const held = new Set(own.map(({ role }) => role));
    return incompatible
      .filter(({ roles }) => roles.every((role) => held.has(role)))
      .map((pair) => ({ ...pair, personId, personName }));
  });
  return unions.sort((a, b) => Number(a.severity !== 'must') - Number(b.severity !== 'must'));
}

/** Duties by person, in the order given. */
export function people<D extends Duty>(duties: readonly D[]) {
  const ids = [...new Set(duties.map(({ personId }) => personId))];
  return ids.map((personId) => {
    const own = duties.filter((duty) => duty.personId === personId);
    const share = own.reduce((sum, { sharePercent }) => sum + sharePercent, 0);
    return { personId, personName: own[0]?.personName ?? '', duties: own, share };
  });
}
