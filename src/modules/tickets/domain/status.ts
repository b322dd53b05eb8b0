import type { LocalDate } from '#kernel/dates';

/** What a status means to clocks, lists and reports, whatever a desk calls it. */
export const KINDS = ['new', 'open', 'waiting', 'solved', 'closed'] as const;
export type Kind = (typeof KINDS)[number];
/** Who moves a ticket: `rule` = automation, a date that came, or a reply by mail. */
export const MOVERS = ['agent', 'requester', 'provider', 'rule'] as const;
export type Mover = (typeof MOVERS)[number];

export interface Status {
  readonly key: string;
  readonly kind: Kind;
  readonly de: string;
  readonly en: string;
  /** Clocks of agreements stand still; only for the kind `waiting`. */
  readonly pauses?: boolean;
  /** Asks for the day on which the ticket comes back (Wiedervorlage); only for the kind `waiting`. */
  readonly parks?: boolean;
}
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly may: readonly Mover[];
}
/** A desk's statuses and the ways between them: one table for the server and for the buttons. */
export interface StatusTable {
  readonly statuses: readonly Status[];
  readonly moves: readonly Move[];
}

export const DEFAULT_STATUSES: StatusTable = {
  statuses: [
    { key: 'new', kind: 'new', de: 'Neu', en: 'New' },
    { key: 'open', kind: 'open', de: 'In Arbeit', en: 'In progress' },
    { key: 'asked', kind: 'waiting', de: 'Rückfrage', en: 'Waiting for requester', pauses: true },
    { key: 'handed_over', kind: 'waiting', de: 'Bei Dienstleister', en: 'With provider' },
    { key: 'parked', kind: 'waiting', de: 'Wiedervorlage', en: 'Parked', pauses: true, parks: true },
    { key: 'solved', kind: 'solved', de: 'Gelöst', en: 'Solved' },
    { key: 'closed', kind: 'closed', de: 'Geschlossen', en: 'Closed' },
  ],
  moves: [
    { from: 'new', to: 'open', may: ['agent', 'rule'] },
    { from: 'new', to: 'asked', may: ['agent'] },
    { from: 'new', to: 'handed_over', may: ['agent', 'rule'] },
    { from: 'new', to: 'parked', may: ['agent'] },
    { from: 'new', to: 'solved', may: ['agent', 'rule'] },
    { from: 'new', to: 'closed', may: ['agent', 'requester', 'rule'] },
    { from: 'open', to: 'asked', may: ['agent', 'rule'] },
    { from: 'open', to: 'handed_over', may: ['agent', 'rule'] },
    { from: 'open', to: 'parked', may: ['agent'] },
    { from: 'open', to: 'solved', may: ['agent', 'rule'] },
    { from: 'open', to: 'closed', may: ['agent', 'requester'] },
    { from: 'asked', to: 'open', may: ['agent', 'requester', 'rule'] },
    { from: 'asked', to: 'parked', may: ['agent'] },
    { from: 'asked', to: 'solved', may: ['agent', 'requester', 'rule'] },
    // The provider gives back, the desk checks and solves.
    { from: 'handed_over', to: 'open', may: ['agent', 'provider', 'rule'] },
    { from: 'handed_over', to: 'solved', may: ['agent'] },
    { from: 'parked', to: 'open', may: ['agent', 'requester', 'rule'] },
    { from: 'parked', to: 'solved', may: ['agent'] },
    { from: 'solved', to: 'open', may: ['agent', 'requester', 'rule'] },
    { from: 'solved', to: 'closed', may: ['agent', 'requester', 'rule'] },
    { from: 'closed', to: 'open', may: ['agent', 'rule'] },
  ],
};

export const statusOf = (table: StatusTable, key: string): Status | undefined =>
  table.statuses.find((status) => status.key === key);
/** The status in which a ticket begins. */
export const firstStatus = (table: StatusTable): Status => {
  const found = table.statuses.find(({ kind }) => kind === 'new');
  if (!found) throw new RangeError('a table of statuses without a new one');
  return found;
};

/** Where somebody may move a ticket to, in the order of the table. */
export const movesOf = (table: StatusTable, from: string, who: Mover): Status[] =>
  table.statuses.filter((status) =>
    table.moves.some((move) => move.from === from && move.to === status.key && move.may.includes(who)),
  );

export type MoveRefusal =
  | 'unknown_status'
  | 'same_status'
  | 'no_such_move'
  | 'not_by_you'
  | 'parking_date_missing'
  | 'parking_date_past';

export interface MoveWish {
  readonly from: string;
  readonly to: string;
  readonly who: Mover;
  readonly parkedUntil: LocalDate | null;
}

/** Why a move is refused on a day; null = it may be made. */
export function refusalOf(table: StatusTable, wish: MoveWish, today: LocalDate): MoveRefusal | null {
  const target = statusOf(table, wish.to);
  if (!target || !statusOf(table, wish.from)) return 'unknown_status';
  if (wish.from === wish.to) return 'same_status';
  const ways = table.moves.filter(({ from, to }) => from === wish.from && to === wish.to);
  if (ways.length === 0) return 'no_such_move';
  if (!ways.some(({ may }) => may.includes(wish.who))) return 'not_by_you';
  if (!target.parks) return null;
  if (wish.parkedUntil === null) return 'parking_date_missing';
  return wish.parkedUntil <= today ? 'parking_date_past' : null;
}

/** Where a parked ticket goes on the day it comes back: the first open status that a rule may move it to; null = not yet. */
export function wakesTo(
  table: StatusTable,
  ticket: { readonly status: string; readonly parkedUntil: LocalDate | null },
  today: LocalDate,
): Status | null {
  if (!statusOf(table, ticket.status)?.parks) return null;
  if (ticket.parkedUntil === null || ticket.parkedUntil > today) return null;
  return movesOf(table, ticket.status, 'rule').find(({ kind }) => kind === 'open') ?? null;
}

export interface StatusFault {
  readonly key: string;
  readonly fault:
    | 'double'
    | 'kind_missing'
    | 'second_new'
    | 'unknown_in_move'
    | 'nobody_may'
    | 'unreachable'
    | 'dead_end'
    | 'only_for_waiting'
    | 'never_wakes';
}

function reached(table: StatusTable, start: readonly string[], back: boolean): Set<string> {
  const seen = new Set(start);
  for (const key of seen)
    for (const { from, to, may } of table.moves)
      if (may.length > 0 && (back ? to : from) === key) seen.add(back ? from : to);
  return seen;
}

/** Everything that would leave tickets stuck or without meaning in a table as it was entered. */
export function statusFaults(table: StatusTable): StatusFault[] {
  const { statuses, moves } = table;
  const keys = statuses.map(({ key }) => key);
  const ofKind = (...kinds: Kind[]) => statuses.filter((s) => kinds.includes(s.kind)).map((s) => s.key);
  const ahead = reached(table, ofKind('new').slice(0, 1), false);
  const ending = reached(table, ofKind('solved', 'closed'), true);
  const unknown = moves.flatMap(({ from, to }) => [from, to]).filter((key) => !keys.includes(key));
  const fault = (found: readonly string[], what: StatusFault['fault']): StatusFault[] =>
    [...new Set(found)].map((key) => ({ key, fault: what }));
  const parking = statuses.filter(({ parks }) => parks);
  return [
    ...fault(
      keys.filter((key, i) => keys.indexOf(key) !== i),
      'double',
    ),
    ...fault(
      (['new', 'open', 'solved', 'closed'] as const).filter((kind) => ofKind(kind).length === 0),
      'kind_missing',
    ),
    ...fault(ofKind('new').slice(1), 'second_new'),
    ...fault(unknown, 'unknown_in_move'),
    ...fault(
      moves.filter(({ may }) => may.length === 0).map(({ from, to }) => `${from} > ${to}`),
      'nobody_may',
    ),
    ...fault(
      keys.filter((key) => !ahead.has(key)),
      'unreachable',
    ),
    ...fault(
      keys.filter((key) => !ending.has(key)),
      'dead_end',
    ),
    ...fault(
      statuses.filter((s) => s.kind !== 'waiting' && (s.pauses || s.parks)).map((s) => s.key),
      'only_for_waiting',
    ),
    ...fault(
      parking
        .filter((s) => !movesOf(table, s.key, 'rule').some((to) => to.kind === 'open'))
        .map((s) => s.key),
      'never_wakes',
    ),
  ];
}
