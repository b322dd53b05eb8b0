import type { ImportFault, TownRecord } from './town-folder.ts';

/** The same rules as on the pages: a posting stands once, and an amount is there exactly when it is not unknown. */
export function checkSpending(
  files: ReadonlyMap<string, readonly TownRecord[]>,
  faults: ImportFault[],
): void {
  const seen = new Map<string, number>();
  for (const { line: row, values } of files.get('postings') ?? []) {
    const bad = (code: string, text: string) => faults.push({ file: 'postings.yaml', row, code, text });
    if (values.amount_eur === undefined) bad('required', 'amount_eur fehlt.');
    const key = `${values.year} ${values.document} ${values.line ?? '1'}`;
    const before = seen.get(key);
    if (before !== undefined)
      bad(
        'duplicate',
        `Beleg ${values.document}, Zeile ${values.line ?? '1'} steht schon in Zeile ${before}.`,
      );
    seen.set(key, row);
  }
  const asked = new Map<string, number>();
  for (const { line: row, values } of files.get('spending_entries') ?? []) {
    const bad = (code: string, text: string) =>
      faults.push({ file: 'spending_entries.yaml', row, code, text });
    if ((values.certainty === 'unknown') !== (values.amount_eur === undefined))
      bad('not_allowed', 'amount_eur steht genau dann nicht da, wenn certainty unknown ist.');
    if (!values.item) continue;
    const before = asked.get(`${values.year} ${values.item}`);
    if (before !== undefined) bad('duplicate', `item: „${values.item}“ steht schon in Zeile ${before}.`);
    asked.set(`${values.year} ${values.item}`, row);
  }
}
