import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { toView } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { privacyContract as contract } from '../contract.ts';
import { readSubject, type Subject, surnameOf } from './subject.read.ts';

interface Trace {
  of_table: string;
  of_column: string;
  row_key: string;
  points: boolean;
  excerpt: string;
}

const EXAMPLES = 3;

async function tracesOf(tx: TownTx, { names, logins, persons, users }: Subject): Promise<Trace[]> {
  const { rows } = await sql<Trace>`select * from app.door_traces(${names}, ${logins},
    ${[...persons, ...users]}::uuid[])`.execute(tx.db);
  // The person's own key and what only serves the search are no places of their own.
  return rows.filter((row) => !(row.points && row.of_column === 'id'));
}

const sortOf = ({ of_table, points }: Trace): 'words' | 'pointer' | 'journal' =>
  of_table.startsWith('journal') ? 'journal' : points ? 'pointer' : 'words';

/** Where somebody occurs, most frequent first. */
export async function showTraces(
  tx: TownTx,
  input: RouteInput<typeof contract.traces>,
): Promise<RouteOutput<typeof contract.traces>> {
  const subject = await readSubject(tx, input.kind, input.id);
  const traces = await tracesOf(tx, subject);
  const groups = Object.values(Object.groupBy(traces, (t) => `${t.of_table}.${t.of_column}`));
  const places = groups.flatMap((group) => {
    const [first] = group ?? [];
    if (!first || !group) return [];
    const examples = first.points || sortOf(first) === 'journal' ? [] : group.slice(0, EXAMPLES);
    return [
      {
        table: first.of_table,
        column: first.of_column,
        count: group.length,
        sort: sortOf(first),
        examples: examples.map(({ excerpt }) => excerpt.trim()),
      },
    ];
  });
  return {
    who: subject.who,
    places: places.sort((a, b) => b.count - a.count),
    surname: await surnameAlone(tx, subject),
  };
}

/** Texts that hold the last name without the first one. */
async function surnameAlone(tx: TownTx, subject: Subject) {
  const word = surnameOf(subject);
  if (!word) return null;
  const alone = { ...subject, names: [word], logins: [], persons: [], users: [] };
  const whole = subject.names.map((name) => name.toLowerCase()).sort((a, b) => b.length - a.length);
  /** Whether the word is left when the whole names are taken out of what stands there. */
  const leftOver = (excerpt: string) =>
    whole
      .reduce((text, name) => text.replaceAll(name, ''), excerpt.toLowerCase())
      .includes(word.toLowerCase());
  const texts = (await tracesOf(tx, alone)).filter(
    ({ of_table, excerpt }) => !/^(journal|search_)/.test(of_table) && leftOver(excerpt),
  );
  const examples = texts.slice(0, EXAMPLES).map(({ excerpt }) => excerpt.trim());
  return texts.length > 0 ? { word, count: texts.length, examples } : null;
}

/** Tables whose rows an export shows whole; of the others it shows the place and the words around. */
const WHOLE = ['person', 'membership', 'duty', 'finding_review', 'invitation', 'saved_view', 'draft'];

/** Everything about somebody: account, records, and every place where they occur. */
export async function exportPerson(
  tx: TownTx,
  input: RouteInput<typeof contract.exportPerson>,
): Promise<RouteOutput<typeof contract.exportPerson>> {
  const subject = await readSubject(tx, input.kind, input.id);
  const traces = await tracesOf(tx, subject);
  const account = await sql<{ account: Record<string, unknown> | null }>`
    select app.door_account(${subject.users}::uuid[]) as account`.execute(tx.db);
  const { rows } = await sql<{ of_table: string; of_columns: string[]; content: Record<string, unknown> }>`
    select * from app.door_rows(${subject.names}, ${subject.logins}, ${[...subject.persons, ...subject.users]}::uuid[],
      ${WHOLE}::text[])`.execute(tx.db);
  return {
    at: tx.now.toISOString(),
    who: subject.who,
    account: account.rows[0]?.account ?? null,
    rows: rows.map(({ of_table, of_columns, content }) => ({
      table: of_table,
      columns: of_columns,
      row: toView<Record<string, unknown>>(content),
    })),
    places: traces.map(({ of_table, of_column, row_key, excerpt }) => ({
      table: of_table,
      column: of_column,
      row: row_key,
      excerpt,
    })),
  };
}
