import { conditionFaults } from '#modules/roadmap';
import type { ImportFault, TownRecord } from './town-folder.ts';

const FIELDS: Readonly<Record<string, string>> = {
  measureId: 'measure',
  needsId: 'needs',
  lagQuarters: 'lag_quarters',
};

/** The same rules as on the page: each kind of condition has its own fields, and a span does not end before it begins. */
export function checkConditions(
  files: ReadonlyMap<string, readonly TownRecord[]>,
  faults: ImportFault[],
): void {
  for (const { line, values } of files.get('plan_conditions') ?? []) {
    const row = { ...values, measure_id: values.measure, needs_id: values.needs };
    for (const { path, code } of conditionFaults(row)) {
      const field = FIELDS[path] ?? path;
      faults.push({
        file: 'plan_conditions.yaml',
        row: line,
        code,
        text: `${field}: ${sentence(code, values)}`,
      });
    }
  }
  for (const { line, values } of files.get('role_times') ?? [])
    if (values.until_quarter && String(values.until_quarter) < String(values.from_quarter))
      faults.push({
        file: 'role_times.yaml',
        row: line,
        code: 'not_allowed',
        text: 'until_quarter: Das Ende liegt vor dem Beginn.',
      });
}

function sentence(code: string, { kind, measure, needs }: Readonly<Record<string, unknown>>): string {
  if (code === 'required') return `Eine Bedingung der Art „${kind}“ braucht diese Angabe.`;
  if (kind === 'lag' && needs !== undefined && needs === measure)
    return 'Eine Maßnahme hält keinen Abstand zu sich selbst; nennen Sie eine andere.';
  return `Eine Bedingung der Art „${kind}“ kennt diese Angabe nicht; lassen Sie sie weg.`;
}
