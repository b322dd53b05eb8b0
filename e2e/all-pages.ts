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
  office: 'offices',
  site: 'sites',
  room: 'rooms',
  person: 'people',
  duty: 'duties',
  stakeholder_group: 'stakeholder-groups',
} as const;

const FORMS: ListKind[] = [
  'finding',
  'measure',
  'item',
  'contract',
  'budget_line',
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
  const merged = (await read(`/api/v1/towns/${town}/findings?limit=2`)).rows.map(({ id }) => id);
  const lists = (Object.keys(RECORDS) as ListKind[]).map((kind) => listPath(town, kind));
  const rest = (
    [
      'overview',
      'roadmap',
      'report',
      'agent',
      'member',
      'permission',
      'job',
      'privacy',
      'development',
      'interview',
      'catalogue',
    ] as const
  ).map((kind) => listPath(town, kind));
  return [
    ...rest,
    ...lists,
    ...records,
    ...FORMS.map((kind) => `${listPath(town, kind)}/neu`),
    `${listPath(town, 'finding')}/rueckblick`,
    `${listPath(town, 'finding')}/runde`,
    `${listPath(town, 'finding')}/vorschlaege`,
    `${listPath(town, 'finding')}/zusammenfuehren?ids=${merged.join(',')}`,
    `${listPath(town, 'overview')}/passwort`,
    `${listPath(town, 'overview')}/konto`,
    `${listPath(town, 'import')}?art=items`,
  ];
}
