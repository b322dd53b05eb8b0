import { WORK_KINDS } from '#modules/activity';
import { catalogues } from '#modules/catalogue';
import type { ImportFault, TownRecord } from './town-folder.ts';

/** The same rules as on the page: one estimate a function, shares that come to 100 %, nothing where nothing is known. */
export function checkEstimates(
  files: ReadonlyMap<string, readonly TownRecord[]>,
  faults: ImportFault[],
): void {
  const seen = new Set<unknown>();
  const known = new Set<unknown>([
    ...catalogues().roles.roles.map(({ key }) => key),
    ...(files.get('duties') ?? []).map(({ values }) => values.role),
  ]);
  for (const { line, values } of files.get('activity_estimates') ?? []) {
    const bad = (code: string, text: string) =>
      faults.push({ file: 'activity_estimates.yaml', row: line, code, text });
    const estimated = values.certainty === 'estimated';
    const sum = WORK_KINDS.reduce((n, field) => n + Number(values[field] ?? 0), 0);
    if (seen.has(values.role)) bad('duplicate', `role: „${values.role}“ kommt zweimal vor.`);
    seen.add(values.role);
    if (typeof values.role === 'string' && !known.has(values.role))
      bad(
        'activity_role_unknown',
        `role: „${values.role}“ steht weder in catalogues/roles/roles.yaml noch unter den Aufgaben in duties.yaml.`,
      );
    if (estimated && sum !== 100)
      bad('activity_not_hundred', `Die Anteile ergeben ${sum} statt 100 Prozent.`);
    if (estimated && values.minutes_per_week === undefined)
      bad('required', 'minutes_per_week: Nennen Sie die Minuten in der Woche.');
    if (!estimated && (sum !== 0 || values.minutes_per_week !== undefined))
      bad('activity_unknown_empty', 'Wo nichts bekannt ist, wird keine Zahl angegeben.');
  }
}
