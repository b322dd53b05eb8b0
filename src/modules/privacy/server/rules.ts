import { activityKinds } from '#modules/activity';
import { assessmentKinds } from '#modules/assessment';
import { budgetKinds } from '#modules/budget';
import { catalogueKinds, catalogueTables } from '#modules/catalogue';
import { comparisonKinds, comparisonTables } from '#modules/comparison';
import { effectKinds } from '#modules/effect';
import { findingsKinds, findingsTables } from '#modules/findings';
import { importsTables } from '#modules/imports';
import { inventoryKinds, inventoryTables } from '#modules/inventory';
import { measuresKinds } from '#modules/measures';
import { organisationKinds } from '#modules/organisation';
import { reportsKinds, reportsTables } from '#modules/reports';
import { roadmapKinds } from '#modules/roadmap';
import { steeringKinds } from '#modules/steering';
import { ticketsKinds } from '#modules/tickets';
import { file } from '#platform/files/rows';
import { flatMarks, type Marks } from '#platform/privacy/marks';
import { platformTables } from '#platform/privacy/platform-tables';
import type { RecordKind } from '#platform/records';

/** What ends of a table, after how many years without a change. */
export interface Rule {
  table: string;
  years: number;
  columns: readonly string[];
  ends: NonNullable<RecordKind['privacy']['ends']>;
  /** Column that the years count from. */
  from: string;
}

/** What the journal tells of a change, beyond that it happened: the longest keeping of files in town halls. */
export const JOURNAL_YEARS = 10;

/** Every kind of record of all modules. */
export const kinds: readonly RecordKind[] = [
  { file },
  // Before the people they point at, who end when nothing does any more.
  ticketsKinds,
  activityKinds,
  assessmentKinds,
  budgetKinds,
  catalogueKinds,
  comparisonKinds,
  effectKinds,
  findingsKinds,
  inventoryKinds,
  measuresKinds,
  organisationKinds,
  reportsKinds,
  roadmapKinds,
  steeringKinds,
].flatMap((module) => Object.values(module) as RecordKind[]);

/** The retention rules as the modules declare them. */
export const rules: readonly Rule[] = kinds.flatMap(({ table, privacy }) =>
  privacy.keepYears === null
    ? []
    : [
        {
          table,
          years: privacy.keepYears,
          columns: privacy.personal,
          ends: privacy.ends ?? 'blank',
          from: privacy.keepFrom ?? 'updated_at',
        },
      ],
);

/** Every table with what it says of people: the modules' records, what else they keep, and the platform's own. */
export const declared: Readonly<Record<string, Marks>> = {
  ...platformTables,
  ...importsTables,
  ...inventoryTables,
  ...findingsTables,
  ...catalogueTables,
  ...comparisonTables,
  ...reportsTables,
  ...Object.fromEntries(kinds.map(({ table, privacy }) => [table, privacy.marks])),
};
/** `table.column` -> how somebody is recognised there. */
export const marks = flatMarks(declared);

/** Tables whose rows belong to somebody: an export shows them whole; of the others the place and the words around. */
export const WHOLE: readonly string[] = Object.entries(declared)
  .filter(([, { user, person, name, login }]) => user || person || name || login)
  .map(([table]) => table);
