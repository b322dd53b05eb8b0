/** Every word the report templates print. `{name}` is filled in; `_one` is the singular of its key. */
import { de, type ReportWords, type WordKey } from './words-de.ts';
import { en } from './words-en.ts';

export type { ReportWords, WordKey };

export const WORDS: Readonly<Record<'de' | 'en', ReportWords>> = { de, en };

type Values = Readonly<Record<string, string | number>>;

/** Fills `{name}` places; refuses a place without a value, so that no brace ever reaches a document. */
export function fill(sentence: string, values: Values): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`no value for {${name}} in "${sentence}"`);
    return String(value);
  });
}
