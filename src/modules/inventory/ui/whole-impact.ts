import { inventory } from './item-words.ts';

export type Impact = Awaited<ReturnType<typeof inventory.impact>>;

/** As many as one answer takes along without being slow. */
const PART = 400;

/** Lists of an outage that are shown in part at first. */
const LISTS = ['failures', 'citizens', 'weakened', 'ground'] as const;

export const isWhole = (impact: Impact): boolean =>
  LISTS.every((list) => impact[list].length >= impact.counts[list]) &&
  Math.max(0, ...impact.offices.map(({ through }) => through.length)) >= impact.counts.through;

/** Everything an outage takes down, part after part. */
export async function wholeImpact(town: string, id: string): Promise<Impact> {
  let whole = await inventory.impact({ town, id, limit: PART });
  const longest = Math.max(...Object.values(whole.counts));
  for (let from = PART; from < longest; from += PART)
    whole = joined(whole, await inventory.impact({ town, id, from, limit: PART }));
  return whole;
}

function joined(before: Impact, part: Impact): Impact {
  const further = new Map(part.offices.map((office) => [office.id, office.through]));
  return {
    ...before,
    failures: [...before.failures, ...part.failures],
    citizens: [...before.citizens, ...part.citizens],
    weakened: [...before.weakened, ...part.weakened],
    ground: [...before.ground, ...part.ground],
    offices: before.offices.map((office) => ({
      ...office,
      through: [...office.through, ...(further.get(office.id) ?? [])],
    })),
    names: { ...before.names, ...part.names },
  };
}
