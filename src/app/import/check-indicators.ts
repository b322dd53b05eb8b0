import { indicatorFaults, sourceOf } from '#modules/effect';
import type { ImportFault, TownRecord } from './town-folder.ts';

type Checked = Parameters<typeof indicatorFaults>[0];

const FIELDS: Readonly<Record<string, string>> = { baselineOn: 'baseline_on' };
const SENTENCES: Readonly<Record<string, string>> = {
  required: 'Diese Angabe fehlt.',
  unknown_reference: 'Das gibt es im Katalog nicht.',
  not_allowed: 'Prozent gehen von 0 bis 100, Stufen von 0 bis 5.',
};

/** The same rules as on the page: one indicator a measure, a scope where its source asks for one, a baseline with its day. */
export function checkIndicators(
  files: ReadonlyMap<string, readonly TownRecord[]>,
  faults: ImportFault[],
): void {
  const seen = new Set<unknown>();
  for (const { line, values } of files.get('measure_indicators') ?? []) {
    const bad = (code: string, text: string) =>
      faults.push({ file: 'measure_indicators.yaml', row: line, code, text });
    if (seen.has(values.measure)) bad('duplicate', `measure: ${values.measure} hat schon eine Kennzahl.`);
    seen.add(values.measure);
    if (!sourceOf(String(values.source)) && !values.unit)
      bad('required', 'unit: Wessen Werte von Hand eingetragen werden, braucht eine Einheit.');
    for (const { path, code } of indicatorFaults(checked(values)))
      bad(code, `${FIELDS[path] ?? path}: ${SENTENCES[code] ?? code}`);
  }
}

const checked = (values: Readonly<Record<string, unknown>>): Checked => ({
  source: values.source as Checked['source'],
  scope: String(values.scope ?? ''),
  name: String(values.name ?? ''),
  unit: (values.unit ?? 'count') as Checked['unit'],
  baseline: (values.baseline as number | undefined) ?? null,
  baselineOn: (values.baseline_on as string | undefined) ?? null,
  target: Number(values.target ?? 0),
});
