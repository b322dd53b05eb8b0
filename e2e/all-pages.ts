import { type ListKind, listPath, recordPath } from '#kernel/paths';

const RECORDS = {
  engagement: 'engagements',
  goal: 'goals',
  observation: 'observations',
  rating: 'ratings',
  finding: 'findings',
  measure: 'measures',
  item: 'items',
  contract: 'contracts',
  budget_line: 'budget-lines',
  posting: 'postings',
  spending_entry: 'spending-entries',
  office: 'offices',
  site: 'sites',
  room: 'rooms',
  person: 'people',
  duty: 'duties',
  stakeholder_group: 'stakeholder-groups',
  legal_unit: 'legal-units',
} as const;

const FORMS: ListKind[] = [
  'finding',
  'measure',
  'item',
  'contract',
  'budget_line',
  'posting',
  'spending_entry',
  'office',
  'site',
  'room',
  'person',
  'duty',
  'stakeholder_group',
  'goal',
  'interview',
];

/** Addresses of every page of a town: lists, one record of each kind, forms, the rest. */
export async function allPages(
  town: string,
  read: (path: string) => Promise<{ rows: { id: string }[] }>,
): Promise<string[]> {
  const records: string[] = [];
  for (const [kind, path] of Object.entries(RECORDS) as [keyof typeof RECORDS, string][]) {
    const first = (await read(`/api/v1/towns/${town}/${path}?limit=1`)).rows[0];
    if (first) records.push(recordPath(town, kind, first.id));
  }
  const draft = (await read(`/api/v1/towns/${town}/catalogue-drafts`)).rows[0];
  const written = `${listPath(town, 'catalogue')}/entwurf/${draft?.id}`;
  if (draft) records.push(written, `${written}/abschluss`);
  const pages = (await read(`/api/v1/towns/${town}/measures?limit=1`)).rows.flatMap(({ id }) =>
    ['wirtschaftlichkeit', 'umsetzung', 'wirksamkeit', 'kennzahl'].map(
      (part) => `${recordPath(town, 'measure', id)}/${part}`,
    ),
  );
  const weeks = (await read(`/api/v1/towns/${town}/engagements?limit=1`)).rows.map(
    ({ id }) => `${recordPath(town, 'engagement', id)}/fortsetzen`,
  );
  const desks = (await read(`/api/v1/towns/${town}/desks?limit=1`)).rows.map(
    ({ id }) => `${listPath(town, 'ticket')}/stellen/${id}`,
  );
  const merged = (await read(`/api/v1/towns/${town}/findings?limit=2`)).rows.map(({ id }) => id);
  const lists = (Object.keys(RECORDS) as ListKind[]).map((kind) => listPath(town, kind));
  const rest = (
    [
      'overview',
      'roadmap',
      'effect',
      'comparison',
      'report',
      'agent',
      'member',
      'permission',
      'job',
      'privacy',
      'development',
      'interview',
      'catalogue',
      'spending',
      'activity',
    ] as const
  ).map((kind) => listPath(town, kind));
  return [
    ...rest,
    ...lists,
    ...records,
    ...pages,
    ...weeks,
    ...FORMS.map((kind) => `${listPath(town, kind)}/neu`),
    ...['council', 'council/reasons', 'gestaltung', 'textbausteine', 'textbausteine/neu', 'bibliothek'].map(
      (page) => `${listPath(town, 'report')}/${page}`,
    ),
    listPath(town, 'ticket'),
    `${listPath(town, 'ticket')}/stellen`,
    ...desks,
    listPath(town, 'request'),
    `${listPath(town, 'request')}/neu`,
    `${listPath(town, 'member')}/beratung`,
    `${listPath(town, 'member')}/verzeichnis`,
    listPath(town, 'steering_meeting'),
    `${listPath(town, 'effect')}/umsetzung`,
    `${listPath(town, 'steering_meeting')}/neu`,
    `${listPath(town, 'steering_meeting')}/beschluesse`,
    `${listPath(town, 'activity')}/tagebuch`,
    `${listPath(town, 'activity')}/tagebuch?ansicht=woche`,
    `${listPath(town, 'roadmap')}/planung`,
    `${listPath(town, 'roadmap')}/soll-ist`,
    `${listPath(town, 'roadmap')}/wahrscheinlichkeit`,
    `${listPath(town, 'measure')}/bibliothek`,
    `${listPath(town, 'measure')}/bibliothek/eigene`,
    `${listPath(town, 'measure')}/bibliothek/eigene/neu`,
    `${listPath(town, 'measure')}/abdeckung`,
    `${listPath(town, 'measure')}/abdeckung?art=ziele`,
    `${listPath(town, 'measure')}/pakete`,
    `${listPath(town, 'measure')}/pakete/neu`,
    `${listPath(town, 'measure')}/wirtschaftlichkeit`,
    `${listPath(town, 'measure')}/bibliothek/single-point-of-contact`,
    `${listPath(town, 'measure')}/vorschlaege?finding=${merged[0]}`,
    `${listPath(town, 'measure')}/neu?bibliothek=restore-tests&finding=${merged[0]}`,
    `${listPath(town, 'finding')}/rueckblick`,
    `${listPath(town, 'finding')}/runde`,
    `${listPath(town, 'finding')}/vorschlaege`,
    `${listPath(town, 'catalogue')}/fragenliste`,
    `${listPath(town, 'rating')}/verlauf`,
    `${listPath(town, 'rating')}/frueher`,
    `${listPath(town, 'rating')}/frueher/neu`,
    `${listPath(town, 'spending')}?bis=2025&jahr=2024&bereich=data_centre`,
    `${listPath(town, 'spending')}/erfassen`,
    `${listPath(town, 'finding')}/zusammenfuehren?ids=${merged.join(',')}`,
    `${listPath(town, 'overview')}/passwort`,
    `${listPath(town, 'overview')}/konto`,
    `${listPath(town, 'import')}?art=items`,
    `${listPath(town, 'import')}?art=people`,
    `${listPath(town, 'catalogue')}/neu`,
  ];
}
