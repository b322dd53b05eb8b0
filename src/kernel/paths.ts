/** Addresses of pages: every record and list can be sent to a colleague. */
const LISTS = {
  overview: '',
  engagement: 'analysewoche',
  goal: 'ziele',
  development: 'vorhaben',
  observation: 'rundgang',
  rating: 'vergleich',
  interview: 'interviews',
  catalogue: 'kataloge',
  legal_unit: 'betroffenheit',
  finding: 'feststellungen',
  measure: 'massnahmen',
  roadmap: 'fahrplan',
  effect: 'wirksamkeit',
  steering_meeting: 'lenkungskreis',
  comparison: 'staedtevergleich',
  item: 'inventar',
  agent: 'inventar-agenten',
  contract: 'vertraege',
  budget_line: 'haushalt',
  spending: 'ausgaben',
  posting: 'ausgaben/buchungen',
  spending_entry: 'ausgaben/angaben',
  activity: 'taetigkeiten',
  office: 'organisation/aemter',
  site: 'organisation/standorte',
  room: 'organisation/raeume',
  person: 'organisation/personen',
  duty: 'organisation/aufgaben',
  stakeholder_group: 'organisation/interessengruppen',
  report: 'berichte',
  member: 'zugang',
  permission: 'rechte',
  job: 'auftraege',
  privacy: 'datenschutz',
  import: 'import',
  ticket: 'desk',
  request: 'anliegen',
} as const;

export type ListKind = keyof typeof LISTS;
export type RecordLinkKind =
  | Exclude<
      ListKind,
      | 'overview'
      | 'roadmap'
      | 'effect'
      | 'comparison'
      | 'spending'
      | 'report'
      | 'member'
      | 'permission'
      | 'job'
      | 'privacy'
      | 'import'
      | 'agent'
      | 'catalogue'
      | 'activity'
    >
  | 'quarter';

/** The list of a kind in a town, e.g. `/t/tannau/feststellungen`. */
export const listPath = (town: string, kind: ListKind): string =>
  `/t/${town}${LISTS[kind] ? `/${LISTS[kind]}` : ''}`;

/** A kept plan of the roadmap. */
export const planPath = (town: string, plan: string): string =>
  `${listPath(town, 'roadmap')}/planung/${plan}`;

/** A document of the town; with `plan` as that kept plan would have it. */
export const documentPath = (town: string, kind: string, plan: string | null = null): string =>
  `${listPath(town, 'report')}/${kind}${plan === null ? '' : `?plan=${plan}`}`;

/** One record; kinds without a page of their own open their list with the record selected. */
export function recordPath(town: string, kind: RecordLinkKind, id: string): string {
  if (kind === 'development') return `${listPath(town, kind)}?sel=${id}`;
  if (kind === 'quarter') return `${listPath(town, 'roadmap')}?quartal=${id}`;
  return `${listPath(town, kind)}/${id}`;
}
/** Path below `/t/{town}` as the router wants it. */
export const listSegment = (kind: ListKind): string => LISTS[kind];

/** Nobody is told who is at one of these: the stream of a town does not know who works at which desk. */
const QUIET: readonly ListKind[] = ['ticket', 'request'];
const RECORD = /^\/t\/[^/]+\/([a-z/]+)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/;

/** The record that a path leads to, also on the way to a page below it; null for lists and everything else. */
export function recordAt(path: string): { kind: ListKind; id: string } | null {
  const [, segment, id] = RECORD.exec(path) ?? [];
  const kind = (Object.keys(LISTS) as ListKind[]).find((one) => LISTS[one] === segment);
  return kind && id && !QUIET.includes(kind) ? { kind, id } : null;
}
