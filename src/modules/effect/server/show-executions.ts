import { localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { readCursor, writeCursor } from '#platform/lists';
import type { TownTx } from '#platform/tx';
import type { effectContract as contract } from '../contract.ts';
import { HOURS, isLate, monthBefore } from '../domain/execution.ts';
import { type ExecutionRecord, placed, readExecutions, silentSince } from './executions.read.ts';

type Input = RouteInput<typeof contract.executions>;
type Output = RouteOutput<typeof contract.executions>;
type Line = Output['rows'][number];
interface Known {
  record: ExecutionRecord;
  line: Line;
}

/** How every decided measure stands; a town has so few that they are filtered and sorted here. */
export async function showExecutions(tx: TownTx, input: Input): Promise<Output> {
  const today = localDateOf(tx.now);
  const month = monthBefore(today);
  const all = (await readExecutions(tx, month, { words: input.q?.trim() })).map((record): Known => {
    const { light, overdue } = record;
    const late =
      record.status === 'decided' &&
      isLate({ light, overdue, placedUntil: placed(record)?.until ?? null }, today);
    return { record, line: lineOf(record, silentSince(record, month), late) };
  });
  const decided = all.map(({ line }) => line).filter(({ status }) => status === 'decided');
  const chosen = all.filter((one) => one.record.hit && isChosen(one, input, month)).map(({ line }) => line);
  const sum = (key: 'costCents' | 'plannedCents' | 'consultantHours' | 'contractHours') =>
    chosen.reduce((total, line) => total + line[key], 0);
  return {
    ...pageOf(chosen, input),
    total: chosen.length,
    totalIsFloor: false,
    sums: {
      costCents: sum('costCents'),
      plannedCents: sum('plannedCents'),
      consultantHours: sum('consultantHours'),
      contractHours: sum('contractHours'),
    },
    standing: {
      decided: decided.length,
      late: decided.filter(({ late }) => late).length,
      blocked: decided.filter(({ blocker }) => blocker !== '').length,
      missing: decided.filter(({ missingSince }) => missingSince !== null).length,
      month,
    },
  };
}

function lineOf(record: ExecutionRecord, missingSince: string | null, late: boolean): Line {
  const { mine: _m, starts: _s, quarters: _q, externalDays, firstMonth: _f, lastMonth: _l, ...rest } = record;
  const { decidedOn: _d, enteredOn: _e, hit: _h, ...shown } = rest;
  return { ...shown, contractHours: externalDays * HOURS, missingSince, late };
}

/** Whether a measure meets every filter that was set; `month` is the one whose reports are asked for. */
const isChosen = (
  { line, record }: Known,
  { light, late, blocked, report, owner, status }: Input,
  month: string,
): boolean =>
  (!light || (line.light ?? 'none') === light) &&
  (!late || line.late) &&
  (!blocked || (line.status === 'decided' && line.blocker !== '')) &&
  (!report || (report === 'missing' ? line.missingSince !== null : record.lastMonth === month)) &&
  (!owner || (owner === 'me' ? record.mine : (owner === 'some') === (line.ownerId !== null))) &&
  (!status || line.status === status);

const LIGHT_ORDER = { red: 0, yellow: 1, green: 2 };
const SORTS: Readonly<Record<string, (line: Line) => string | number>> = {
  number: ({ number }) => number,
  title: ({ title }) => title.toLocaleLowerCase('de'),
  owner: ({ ownerName }) => (ownerName ?? '').toLocaleLowerCase('de'),
  light: ({ light }) => (light === null ? 3 : LIGHT_ORDER[light]),
  percent: ({ percent }) => percent ?? -1,
  overdue: ({ overdue }) => overdue,
  costCents: ({ costCents }) => costCents,
  consultantHours: ({ consultantHours }) => consultantHours,
  missingSince: ({ missingSince }) => missingSince ?? '9999',
};

/** One page in the order that was asked for, paged by the last row of the page before. */
function pageOf(
  lines: readonly Line[],
  { sort = 'number', cursor, limit }: Input,
): Pick<Output, 'rows' | 'next'> {
  const down = sort.startsWith('-');
  const name = sort.replace(/^-/, '');
  const key = Object.hasOwn(SORTS, name) ? SORTS[name] : undefined;
  if (!key) return refuse('invalid', 'invalid_input', [{ path: 'sort', code: 'not_allowed' }]);
  const compare = (a: readonly [unknown, string], b: readonly [unknown, string]): number =>
    (order(a[0], b[0]) || order(a[1], b[1])) * (down ? -1 : 1);
  const place = (line: Line) => [key(line), line.id] as const;
  const sorted = [...lines].sort((a, b) => compare(place(a), place(b)));
  const after = cursor ? readCursor(cursor, sort) : null;
  const left = after ? sorted.filter((line) => compare(place(line), after) > 0) : sorted;
  const rows = left.slice(0, limit);
  const last = rows.at(-1);
  return { rows, next: last && left.length > limit ? writeCursor([sort, key(last), last.id]) : null };
}

const order = (a: unknown, b: unknown): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'de');
