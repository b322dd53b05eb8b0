import type { Confidentiality } from '#kernel/document';
import type { ReportFinding, ReportMeasure } from '../results-report.ts';

/** Shorter ones also stand in texts that have nothing to do with the record. */
const SHORTEST = 12;
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

type Kept = Pick<ReportFinding, 'number' | 'title' | 'class'> & { readonly texts: readonly string[] };

/** Records of other classes than those told, with the words that would give them away. */
export const keptRecords = (
  findings: readonly ReportFinding[],
  measures: readonly ReportMeasure[],
  told: readonly Confidentiality[],
): Kept[] => [
  ...findings
    .filter((finding) => !told.includes(finding.class))
    .map(({ statement, basis, cause, consequence, ...finding }) => ({
      ...finding,
      texts: [finding.title, statement, basis, cause, consequence],
    })),
  ...measures
    .filter((measure) => !told.includes(measure.class))
    .map(({ reason, description, ...measure }) => ({
      ...measure,
      texts: [measure.title, reason, description],
    })),
];

/** Numbers of the kept records that words for the public name or repeat; in the order of the records. */
export function leaksIn(words: string, kept: readonly Kept[]): string[] {
  const given = plain(words);
  return kept
    .filter(
      ({ number, texts }) =>
        new RegExp(`(?<![\\w-])${number}(?!\\d)`, 'i').test(words) ||
        texts.some((text) => text.length >= SHORTEST && given.includes(plain(text))),
    )
    .map(({ number }) => number);
}
