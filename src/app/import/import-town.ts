import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { assessmentKinds } from '#modules/assessment';
import { findingsKinds } from '#modules/findings';
import { measuresKinds } from '#modules/measures';
import { withClient } from '#platform/database/roles';
import { claimNumber, insertRecord, type Row } from '#platform/records';
import { type Actor, inTown, type TownTx } from '#platform/tx';
import type { Installation } from '../installation.ts';
import { loadRespondent } from './answers.ts';
import type { FileResult } from './file-result.ts';
import { insertRows } from './insert-rows.ts';
import { readTownFolder } from './read-town.ts';
import type { TownFile } from './town-fields.ts';
import type { ImportFault, TownFolder, TownRecord } from './town-folder.ts';
import { TOWN_FILES } from './town-format.ts';

/** Loads a town's folder, all or nothing; a town whose slug exists already, or is another than `slug`, is refused. */
export async function importTown(
  installation: Installation,
  folder: string,
  dryRun: boolean,
  slug?: string,
): Promise<FileResult[]> {
  const read = readTownFolder(folder);
  if (slug && read.faults.length === 0 && read.town.slug !== slug)
    read.faults.push({
      file: 'town.yaml',
      row: 1,
      code: 'other_town',
      text: `slug: Der Ordner beschreibt „${read.town.slug}“, genannt ist „${slug}“.`,
    });
  if (read.faults.length === 0 && !(await slugIsFree(installation, String(read.town.slug)))) {
    read.faults.push({
      file: 'town.yaml',
      row: 1,
      code: 'duplicate',
      text: `Die Stadt „${read.town.slug}“ gibt es hier schon; ihr Bestand bleibt unberührt.`,
    });
  }
  if (read.faults.length > 0) return refused(folder, read);
  if (!dryRun) await load(installation, read);
  return TOWN_FILES.map(({ file, kind }) =>
    result(folder, file, kind.kind, read.files.get(file)?.length ?? 0, []),
  );
}

const result = (
  folder: string,
  file: string,
  kind: string,
  created: number,
  faults: ImportFault[],
): FileResult => ({
  path: `${folder}/${file}.yaml`,
  kind,
  created: faults.length > 0 ? 0 : created,
  updated: 0,
  skipped: 0,
  refused: faults.length > 0 ? created : 0,
  faults: faults.map(({ row, code, text }) => ({ row, code, text })),
  faultTotal: faults.length,
});

function refused(folder: string, read: TownFolder): FileResult[] {
  const names = [...new Set(read.faults.map((f) => f.file.replace(/\.yaml$/, '')))];
  return names.map((name) =>
    result(
      folder,
      name,
      TOWN_FILES.find((f) => f.file === name)?.kind.kind ?? name,
      read.files.get(name)?.length ?? 1,
      read.faults.filter((f) => f.file === `${name}.yaml`),
    ),
  );
}

const slugIsFree = (installation: Installation, slug: string): Promise<boolean> =>
  withClient(
    installation.database.ownerUrl,
    async (client) => (await client.query('select 1 from town where slug = $1', [slug])).rowCount === 0,
  );

/** The town row is made by the owner; everything in it by the role that row security binds, in one transaction. */
async function load(installation: Installation, read: TownFolder): Promise<void> {
  const { town } = read;
  const townId = randomUUID();
  const owner = (text: string, values: unknown[]) =>
    withClient(installation.database.ownerUrl, (client) => client.query(text, values));
  await owner(
    'insert into town (id, slug, name, state, inhabitants, it_workplaces, note) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      townId,
      town.slug,
      town.name,
      town.state ?? 'BW',
      town.inhabitants ?? 0,
      town.it_workplaces ?? 0,
      town.note ?? '',
    ],
  );
  const actor: Actor = {
    userId: null,
    name: 'Import',
    townId,
    townSlug: String(town.slug),
    functions: ['administrator'],
    offices: 'all',
    via: 'command',
    locale: 'de',
  };
  try {
    await inTown(installation.ground, actor, (tx) => loadRecords(tx, read));
  } catch (error) {
    await owner('delete from town where id = $1', [townId]);
    throw error;
  }
}

async function loadRecords(tx: TownTx, read: TownFolder): Promise<void> {
  const ids = new Map<string, string>();
  const engagement = read.engagement
    ? await insertRecord(tx, assessmentKinds.engagement, read.engagement)
    : null;
  for (const spec of TOWN_FILES) {
    const rows: Row[] = [];
    for (const record of read.files.get(spec.file) ?? []) {
      const row = rowOf(spec, record, ids, engagement?.id ?? null);
      if (spec.file === 'respondents') {
        await loadRespondent(tx, row, record);
        continue;
      }
      const id = tx.newId();
      rows.push({ id, ...row });
      ids.set(`${spec.file}/${record.name}`, id);
      if (spec.file === 'ratings')
        ids.set(`rating/${record.values.framework}/${record.values.requirement}`, id);
    }
    await insertRows(tx, spec.kind, rows);
  }
  await loadFindingStories(tx, read, ids);
  await claimNumbers(tx, read);
  await loadMeasureLinks(tx, read, ids);
  await sql`update agenda_entry set done = true from engagement e where e.town_id = agenda_entry.town_id and e.id = agenda_entry.engagement_id and e.status = 'closed'`.execute(
    tx.db,
  );
}

async function claimNumbers(tx: TownTx, read: TownFolder): Promise<void> {
  for (const spec of TOWN_FILES) {
    const numbers = (read.files.get(spec.file) ?? []).map((record) =>
      Number(record.name.replace(/^\D+/, '')),
    );
    if (spec.name === 'number' && numbers.length > 0)
      await claimNumber(
        tx,
        spec.kind.kind,
        numbers.reduce((a, b) => Math.max(a, b)),
      );
  }
}

function rowOf(
  spec: TownFile,
  record: TownRecord,
  ids: Map<string, string>,
  engagementId: string | null,
): Row {
  const row: Row = spec.ofEngagement ? { engagement_id: engagementId } : {};
  if (spec.name === 'number') row.number = Number(record.name.replace(/^\D+/, ''));
  for (const [field, value] of Object.entries(record.values)) {
    const type = spec.fields[field];
    if (!type || type.is === 'refs' || type.is === 'list') continue;
    if (type.is === 'ref') row[type.column] = ids.get(`${type.file}/${value}`) ?? null;
    else if (type.is === 'euro') row[field.replace(/_eur$/, '_cents')] = Math.round((value as number) * 100);
    else row[field] = value;
  }
  return { ...row, ...spec.derive?.(record.values) };
}

interface WordingEntry {
  statement: string;
  reason?: string;
  by: string;
  at: string;
}
interface ReviewEntry {
  reviewer: string;
  answer: string;
  comment?: string;
  at: string;
}

/** What was said of each finding and what it rests on. */
async function loadFindingStories(tx: TownTx, read: TownFolder, ids: Map<string, string>): Promise<void> {
  const findings = read.files.get('findings') ?? [];
  const person = (key: string) => read.files.get('people')?.find((p) => p.name === key)?.values;
  const rowsOf = <T>(of: (record: TownRecord) => readonly T[], row: (one: T, position: number) => Row) =>
    findings.flatMap((record) =>
      of(record).map(
        (one, position): Row => ({
          id: tx.newId(),
          finding_id: ids.get(`findings/${record.name}`),
          ...row(one, position),
        }),
      ),
    );
  const wordings = rowsOf(
    ({ values }) =>
      (values.wordings ?? [
        { statement: values.statement, by: '', at: tx.now.toISOString() },
      ]) as WordingEntry[],
    (said, position) => ({
      seq: position + 1,
      statement: said.statement,
      reason: said.reason ?? '',
      by_name: String(person(said.by)?.name ?? tx.actor.name),
      at: said.at,
    }),
  );
  const reviews = rowsOf(
    ({ values }) => (values.reviews ?? []) as ReviewEntry[],
    ({ reviewer, answer, comment, at }) => {
      const { name, title } = person(reviewer) ?? {};
      return { reviewer_name: name, reviewer_title: title ?? '', answer, comment: comment ?? '', at };
    },
  );
  const links = rowsOf(
    ({ values }) => (values.links ?? []) as Record<string, string>[],
    (link) => {
      const [kind = '', name = ''] = Object.entries(link)[0] ?? [];
      return { kind, target_id: kind === 'rating' ? ids.get(`rating/${name}`) : ids.get(`${kind}s/${name}`) };
    },
  );
  await insertRows(tx, findingsKinds.wording, wordings);
  await insertRows(tx, findingsKinds.review, reviews);
  await insertRows(tx, findingsKinds.link, links);
}

async function loadMeasureLinks(tx: TownTx, read: TownFolder, ids: Map<string, string>): Promise<void> {
  const rowsOf = (field: string, to: (name: string) => Row) =>
    (read.files.get('measures') ?? []).flatMap((record) =>
      ((record.values[field] ?? []) as string[]).map(
        (name): Row => ({
          id: tx.newId(),
          measure_id: ids.get(`measures/${record.name}`),
          ...to(name),
        }),
      ),
    );
  await insertRows(
    tx,
    measuresKinds.measureFinding,
    rowsOf('findings', (name) => ({ finding_id: ids.get(`findings/${name}`) })),
  );
  await insertRows(
    tx,
    measuresKinds.measureGoal,
    rowsOf('goals', (name) => ({ goal_id: ids.get(`goals/${name}`) })),
  );
  await insertRows(
    tx,
    measuresKinds.measureDependency,
    rowsOf('needs', (name) => ({ needs_id: ids.get(`measures/${name}`) })),
  );
}
