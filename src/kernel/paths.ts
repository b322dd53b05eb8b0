/** Addresses of pages: every record and list can be sent to a colleague. */
const LISTS = {
  overview: '',
  engagement: 'analysewoche',
  goal: 'ziele',
  observation: 'rundgang',
  rating: 'vergleich',
  finding: 'feststellungen',
  measure: 'massnahmen',
  roadmap: 'fahrplan',
  item: 'inventar',
  contract: 'vertraege',
  budget_line: 'haushalt',
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
} as const;

export type ListKind = keyof typeof LISTS;
export type RecordLinkKind =
  | Exclude<
      ListKind,
      'overview' | 'roadmap' | 'report' | 'member' | 'permission' | 'job' | 'privacy' | 'import'
    >
  | 'quarter';

/** The list of a kind in a town, e.g. `/t/tannau/feststellungen`. */
export const listPath = (town: string, kind: ListKind): string =>
  `/t/${town}${LISTS[kind] ? `/${LISTS[kind]}` : ''}`;

/** One record; kinds without a page of their own open their list with the record selected. */
export function recordPath(town: string, kind: RecordLinkKind, id: string): string {
  if (kind === 'quarter') return `${listPath(town, 'roadmap')}?quartal=${id}`;
  return `${listPath(town, kind)}/${id}`;
}
/** Path below `/t/{town}` as the router wants it. */
export const listSegment = (kind: ListKind): string => LISTS[kind];
