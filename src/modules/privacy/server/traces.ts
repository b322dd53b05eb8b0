import { sql } from 'kysely';
import { type RecordLinkKind, recordPath } from '#kernel/paths';
import type { RouteOutput } from '#kernel/route';
import { toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { privacyContract as contract } from '../contract.ts';
import { marks, WHOLE } from './rules.ts';
import {
  type Asked,
  idsOf,
  readSubject,
  type Someone,
  type Subject,
  somebody,
  surnameOf,
} from './subject.read.ts';

interface Trace {
  of_table: string;
  of_column: string;
  row_key: string;
  mark: string;
  excerpt: string;
  ids: Record<string, string | null>;
}

const EXAMPLES = 3;
const DECISIONS = 2000;

async function tracesOf(tx: TownTx, subject: Subject, more: readonly string[] = []): Promise<Trace[]> {
  const { rows } = await sql<Trace>`select * from app.door_traces(${somebody(subject, more)})`.execute(tx.db);
  // The person's own key is no place of its own, nor are the keys by which the search finds its copies.
  return rows.filter(
    (row) => row.of_column !== 'id' && !(row.of_table.startsWith('search_') && row.mark === 'none'),
  );
}

const cellOf = ({ of_table, of_column, row_key }: Trace): string => `${of_table}.${of_column}:${row_key}`;

const isOf = (of: readonly Someone[], { ids }: Trace): boolean => {
  const keys = idsOf(of);
  return Object.values(ids).some((id) => id !== null && keys.includes(id));
};

/** Texts are decided on one by one; beside namesakes nothing but a key can tell whose name it is. */
const isDecided = (subject: Subject, trace: Trace): boolean =>
  trace.mark === 'text' ||
  (trace.mark === 'name' && subject.namesakes.length > 0 && !isOf(subject.who, trace));

const sortOf = (subject: Subject, trace: Trace) => {
  if (trace.of_table.startsWith('journal')) return 'journal' as const;
  if (isDecided(subject, trace)) return 'text' as const;
  return trace.excerpt === '' ? ('pointer' as const) : ('words' as const);
};

/** The page on which somebody reads a row: its own, or that of the record it belongs to. */
const PAGES: readonly [RecordLinkKind, string][] = [
  ['finding', 'finding_id'],
  ['person', 'person_id'],
  ['engagement', 'engagement_id'],
  ['measure', 'measure_id'],
];
const OWN: Readonly<Record<string, RecordLinkKind>> = {
  finding: 'finding',
  measure: 'measure',
  item: 'item',
  contract: 'contract',
  budget_line: 'budget_line',
  posting: 'posting',
  spending_entry: 'spending_entry',
  office: 'office',
  site: 'site',
  person: 'person',
  room: 'room',
  stakeholder_group: 'stakeholder_group',
};
function pageOf(town: string, { of_table, row_key, ids }: Trace): string | null {
  const own = OWN[of_table];
  if (own) return recordPath(town, own, row_key);
  for (const [kind, column] of PAGES) if (ids[column]) return recordPath(town, kind, ids[column]);
  return null;
}

/** Where somebody occurs, most frequent first, and every text that somebody has to decide on. */
export async function showTraces(tx: TownTx, asked: Asked): Promise<RouteOutput<typeof contract.traces>> {
  const subject = await readSubject(tx, asked);
  const traces = await tracesOf(tx, subject);
  const groups = Object.values(Object.groupBy(traces, (t) => `${t.of_table}.${t.of_column}`));
  const places = groups.flatMap((group) => {
    const [first] = group ?? [];
    if (!first || !group) return [];
    const sort = sortOf(subject, first);
    const shown = sort === 'words' || sort === 'text' ? group.slice(0, EXAMPLES) : [];
    return [
      {
        table: first.of_table,
        column: first.of_column,
        count: group.length,
        sort,
        examples: shown.map(({ excerpt }) => excerpt.trim()),
      },
    ];
  });
  const surname = await surnameAlone(tx, subject, traces);
  const found = new Set(traces.map(cellOf));
  const texts = [...traces, ...(surname?.traces ?? []).filter((trace) => !found.has(cellOf(trace)))]
    .filter((trace) => isDecided(subject, trace))
    .map((trace) => ({
      cell: cellOf(trace),
      table: trace.of_table,
      excerpt: trace.excerpt.trim(),
      href: pageOf(tx.actor.townSlug, trace),
      surname: !found.has(cellOf(trace)),
    }));
  return {
    who: subject.who,
    namesakes: subject.namesakes,
    sameName: subject.sameName,
    places: places.sort((a, b) => b.count - a.count),
    texts: texts.slice(0, DECISIONS),
    moreTexts: Math.max(0, texts.length - DECISIONS),
    surname: surname && { word: surname.word, count: surname.traces.length, examples: surname.examples },
  };
}

/** Texts that hold the last name without the first one. */
async function surnameAlone(tx: TownTx, subject: Subject, known: readonly Trace[]) {
  const word = surnameOf(subject);
  if (!word) return null;
  const alone = { ...subject, forms: [word], logins: [], who: [], namesakes: [] };
  const forms = subject.forms.map((form) => form.toLowerCase()).sort((a, b) => b.length - a.length);
  const cells = new Set(known.map(cellOf));
  /** Whether the word is left when the whole names are taken out of what stands there. */
  const leftOver = (trace: Trace) =>
    !cells.has(cellOf(trace)) ||
    forms
      .reduce((text, form) => text.replaceAll(form, ''), trace.excerpt.toLowerCase())
      .includes(word.toLowerCase());
  const traces = (await tracesOf(tx, alone)).filter(
    (trace) =>
      (trace.mark === 'text' || trace.mark === 'name') &&
      !isOf([...subject.who, ...subject.namesakes], trace) &&
      leftOver(trace),
  );
  const examples = traces.slice(0, EXAMPLES).map(({ excerpt }) => excerpt.trim());
  return traces.length > 0 ? { word, traces, examples } : null;
}

/** Everything about somebody: account, whole records that are theirs, and every place where they occur. */
export async function exportPerson(
  tx: TownTx,
  asked: Asked,
): Promise<RouteOutput<typeof contract.exportPerson>> {
  const subject = await readSubject(tx, asked);
  const traces = await tracesOf(tx, subject);
  const account = await sql<{ account: Record<string, unknown> | null }>`
    select app.door_account(${idsOf(subject.who, 'user')}::uuid[]) as account`.execute(tx.db);
  const rows: RouteOutput<typeof contract.exportPerson>['rows'] = [];
  for (const table of WHOLE) {
    const mine = traces.filter((trace) => trace.of_table === table && trace.mark !== 'text');
    const keys = [...mine.map(({ row_key }) => row_key), ...(table === 'person' ? idsOf(subject.who) : [])];
    if (keys.length === 0) continue;
    const found = await sql<{ row_key: string; content: Record<string, unknown> }>`
      select * from app.door_rows(${table}, ${keys}::text[])`.execute(tx.db);
    for (const { row_key, content } of found.rows)
      rows.push({
        table,
        columns: [...new Set(mine.filter((t) => t.row_key === row_key).map((t) => t.of_column))],
        row: toView<Record<string, unknown>>(content),
      });
  }
  return {
    at: tx.now.toISOString(),
    who: subject.who,
    namesakes: subject.namesakes,
    account: account.rows[0]?.account ?? null,
    rows,
    places: traces.map((trace) => ({
      table: trace.of_table,
      column: trace.of_column,
      row: trace.row_key,
      excerpt: trace.excerpt,
      href: pageOf(tx.actor.townSlug, trace),
    })),
  };
}

/** Whether a cell is one that somebody may decide on. */
export const isCell = (cell: string): boolean => {
  const mark = marks[cell.split(':')[0] ?? ''];
  return mark === 'text' || mark === 'name';
};
