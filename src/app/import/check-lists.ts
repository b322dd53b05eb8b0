import { fitsFact, percentOf } from '#modules/assessment';
import { nis2Check, olderEdition } from '#modules/catalogue';
import type { ImportFault, TownRecord } from './town-folder.ts';

type Files = ReadonlyMap<string, readonly TownRecord[]>;

/** What legal units and older results name must be in the shipped check and mapping, and fit it. */
export function checkLists(files: Files, faults: ImportFault[]): void {
  const { units, facts } = nis2Check();
  const of = (file: string) => files.get(file) ?? [];
  const bad = (file: string, row: number, code: string, text: string) =>
    faults.push({ file: `${file}.yaml`, row, code, text });
  for (const { line, values } of of('legal_units'))
    if (!units.some(({ key }) => key === values.kind))
      bad('legal_units', line, 'unknown_reference', `kind: „${values.kind}“ kennt die Prüfung nicht.`);
  for (const { line, values } of of('legal_unit_answers')) {
    const fact = facts.find(({ key }) => key === values.fact);
    const value = String(values.value ?? '');
    if (!fact)
      bad('legal_unit_answers', line, 'unknown_reference', `fact: „${values.fact}“ wird nicht gefragt.`);
    else if (!fitsFact(fact, value))
      bad('legal_unit_answers', line, 'not_allowed', `value: „${value}“ passt nicht zur Frage.`);
  }
  const chapters = olderEdition().chapters.map(({ code }) => code);
  for (const { line, values } of of('older_chapters')) {
    if (!chapters.includes(String(values.chapter)))
      bad('older_chapters', line, 'unknown_reference', `chapter: „${values.chapter}“ gibt es nicht.`);
    if (statedPercent(values) === null)
      bad('older_chapters', line, 'required', 'percent: Diese Angabe fehlt.');
  }
  checkTwice(of('legal_unit_answers'), ['unit', 'fact'], 'legal_unit_answers', faults);
  checkTwice(of('older_chapters'), ['result', 'chapter'], 'older_chapters', faults);
}

function checkTwice(
  records: readonly TownRecord[],
  fields: readonly string[],
  file: string,
  faults: ImportFault[],
): void {
  const seen = new Set<string>();
  for (const { line, values } of records) {
    const name = fields.map((field) => values[field]).join(' ');
    if (seen.has(name))
      faults.push({
        file: `${file}.yaml`,
        row: line,
        code: 'duplicate',
        text: `„${name}“ steht schon darüber.`,
      });
    seen.add(name);
  }
}

/** The percentage a chapter counts with; a word says it by itself. */
export const statedPercent = ({ stated, percent }: Record<string, unknown>): number | null =>
  percentOf(stated as Parameters<typeof percentOf>[0], typeof percent === 'number' ? percent : null);
