/** A question of the check, as far as an answer to it is kept. */
export interface FactShape {
  readonly kind: 'yes_no' | 'number' | 'choice';
  readonly choices: readonly { readonly key: string }[];
}
export type FactValue = string | number | boolean;

/** Staff and euros: whole, and no more than anybody has. */
const LARGEST = 1_000_000_000_000;

/** The answer as it is stored, or null when it does not fit its question. */
export function storedValue({ kind, choices }: FactShape, given: FactValue): string | null {
  if (kind === 'yes_no') return typeof given === 'boolean' ? (given ? 'yes' : 'no') : null;
  if (kind === 'choice')
    return typeof given === 'string' && choices.some(({ key }) => key === given) ? given : null;
  return typeof given === 'number' && Number.isSafeInteger(given) && given >= 0 && given <= LARGEST
    ? String(given)
    : null;
}

/** What was stored, as the check reads it; null for an answer that fits the question no longer, or was left open. */
export function readValue(fact: FactShape, stored: string): FactValue | null {
  if (fact.kind === 'yes_no') return stored === 'yes' ? true : stored === 'no' ? false : null;
  const value = fact.kind === 'number' && /^\d+$/.test(stored) ? Number(stored) : stored;
  return storedValue(fact, value) === null ? null : value;
}

/** Whether a stored text answers the question; nothing at all means not yet cleared up. */
export const fitsFact = (fact: FactShape, stored: string): boolean =>
  stored === '' || readValue(fact, stored) !== null;

/** Which question comes now: the first one open, in the order given; what was left unclear is not asked again. */
export const nextQuestion = (
  questions: readonly { readonly fact: string; readonly state: 'open' | 'unclear' | 'answered' }[],
): string | null => questions.find(({ state }) => state === 'open')?.fact ?? null;

/** What the town tells already: the state it lies in, as far as the check knows that state by itself. */
export function presetOf(
  { key, choices }: Pick<FactShape, 'choices'> & { readonly key: string },
  town: { readonly state: string },
): FactValue | null {
  if (key !== 'state' || town.state === '') return null;
  const known = choices.find((choice) => choice.key === town.state);
  return (known ?? choices.find((choice) => choice.key === 'other'))?.key ?? null;
}
