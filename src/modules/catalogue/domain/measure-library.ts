import { CatalogueReader, type Fault, type LocalText } from './catalogue-reader.ts';

/** Areas as findings use them; a file of the library holds the measures of one. */
export const libraryAreas = [
  'organisation',
  'steering',
  'operations',
  'security',
  'budget',
  'infrastructure',
  'applications',
  'contracts',
] as const;
export type LibraryArea = (typeof libraryAreas)[number];
/** In their order: a measure never ends before one it needs. */
export const libraryHorizons = ['short', 'medium', 'long'] as const;
export type LibraryHorizon = (typeof libraryHorizons)[number];
export const budgetKinds = ['result', 'investment'] as const;
export const indicatorUnits = [
  'percent',
  'count',
  'level',
  'euros',
  'years',
  'days',
  'hours',
  'minutes',
] as const;
/** Where in the product an indicator can be read; `entered`: somebody enters it. */
export const indicatorPlaces = [
  'duties',
  'ratings',
  'tickets',
  'activity',
  'inventory',
  'spending',
  'contracts',
  'measures',
  'walk',
  'entered',
] as const;

/** Least and most, both included. */
export type Range = { least: number; most: number };
export type Effort = { role: string; days: Range };
/** `requirement` as `itil:incident` or `vds10000:10.1`; 1 helps, 2 carries a good part, 3 is made for it. */
export type Served = { requirement: string; strength: number };
export type Grant = { key: string; title: LocalText; confirmed: boolean };

export type LibraryMeasure = {
  id: string;
  area: LibraryArea;
  /** Further areas whose findings it answers. */
  also: LibraryArea[];
  title: LocalText;
  what: LocalText;
  why: LocalText;
  steps: LocalText[];
  /** What shows that it is done. */
  proof: LocalText;
  horizon: LibraryHorizon;
  /** Key of the role that answers for it. */
  role: string;
  /** Person-days by role. */
  effort: Effort[];
  /** Whole euros, once and per year. */
  once: Range;
  yearly: Range;
  budgetKind: (typeof budgetKinds)[number];
  /** Ids of measures that have to come first. */
  needs: string[];
  serves: Served[];
  risks: LocalText[];
  /** Keys of kinds of programmes worth looking for. */
  grants: string[];
  /** What can be bought as a service; null where nothing can. */
  service: LocalText | null;
  indicator: {
    name: LocalText;
    unit: (typeof indicatorUnits)[number];
    better: 'higher' | 'lower';
    readFrom: (typeof indicatorPlaces)[number];
  };
  firstReviewMonths: number;
  /** Absent for the delivered ones. */
  origin?: LibraryOrigin;
};
/** Who wrote a measure that is not delivered, and which state it has; `own`: the town itself. */
export type LibraryOrigin = { own: boolean; name: string; on: string };
export type MeasureLibrary = {
  id: string;
  version: string;
  source: LocalText;
  grants: Grant[];
  measures: LibraryMeasure[];
};

const KEYS = [
  'id',
  'area',
  'also',
  'title',
  'what',
  'why',
  'steps',
  'proof',
  'horizon',
  'role',
  'effort',
  'once',
  'yearly',
  'budget_kind',
  'needs',
  'serves',
  'risks',
  'grants',
  'service',
  'indicator',
  'first_review_months',
];
const ID = /^[a-z][a-z0-9-]{1,59}$/;
const MOST_EUROS = 10_000_000;
const MOST_DAYS = 1_000;
const STEPS = { least: 3, most: 7 };
const MOST_MONTHS = 36;

/** Turns the content of the library (already parsed YAML, measures of all areas joined) into a library, or names
 * every fault in it. What measures say of each other is examined too: needs exist, lead nowhere in a circle and
 * never have a later horizon. */
export function parseMeasureLibrary(
  raw: unknown,
  file: string,
): { library: MeasureLibrary } | { faults: Fault[] } {
  const reader = new CatalogueReader(file);
  const shape = reader.shape(raw, '', ['id', 'version', 'source', 'grants', 'measures']);
  const library: MeasureLibrary = {
    id: reader.text(shape.id, 'id'),
    version: reader.text(shape.version, 'version'),
    source: reader.localText(shape.source, 'source'),
    grants: reader.list(shape.grants, 'grants', 1, (entry, path) => readGrant(reader, entry, path)),
    measures: reader.list(shape.measures, 'measures', 1, (entry, path) => readMeasure(reader, entry, path)),
  };
  reader.unique(library.grants.map(({ key }, at) => ({ key, path: `grants[${at}].key` })));
  reader.unique(library.measures.map(({ id }, at) => ({ key: id, path: `measures[${at}].id` })));
  checkNeeds(reader, library.measures);
  checkGrants(reader, library);
  return reader.faults.length > 0 ? { faults: reader.faults } : { library };
}

function readGrant(reader: CatalogueReader, raw: unknown, path: string): Grant {
  const shape = reader.shape(raw, path, ['key', 'title', 'confirmed']);
  return {
    key: reader.text(shape.key, `${path}.key`),
    title: reader.localText(shape.title, `${path}.title`),
    confirmed: reader.yesNo(shape.confirmed, `${path}.confirmed`, false),
  };
}

function readMeasure(reader: CatalogueReader, raw: unknown, path: string): LibraryMeasure {
  const shape = reader.shape(raw, path, KEYS);
  const at = (key: string) => `${path}.${key}`;
  const words = (key: string) => reader.localText(shape[key], at(key));
  const wordList = (key: string) =>
    reader.list(shape[key], at(key), 1, (entry, p) => reader.localText(entry, p));
  const keys = (key: string) => reader.list(shape[key], at(key), 0, (entry, p) => reader.text(entry, p));
  const area = reader.oneOf(shape.area, at('area'), libraryAreas, 'organisation');
  const also = reader.list(shape.also, at('also'), 0, (entry, p) =>
    reader.oneOf(entry, p, libraryAreas, 'organisation'),
  );
  reader.unique([area, ...also].map((key, n) => ({ key, path: at(n === 0 ? 'area' : `also[${n - 1}]`) })));
  return {
    id: readId(reader, shape.id, at('id')),
    area,
    also,
    title: words('title'),
    what: words('what'),
    why: words('why'),
    steps: readSteps(reader, shape.steps, at('steps')),
    proof: words('proof'),
    horizon: reader.oneOf(shape.horizon, at('horizon'), libraryHorizons, 'short'),
    role: reader.text(shape.role, at('role')),
    effort: readEffort(reader, shape.effort, at('effort')),
    once: readRange(reader, shape.once, at('once'), MOST_EUROS),
    yearly: readRange(reader, shape.yearly, at('yearly'), MOST_EUROS),
    budgetKind: reader.oneOf(shape.budget_kind, at('budget_kind'), budgetKinds, 'result'),
    needs: keys('needs'),
    serves: readServes(reader, shape.serves, at('serves')),
    risks: wordList('risks'),
    grants: keys('grants'),
    service: shape.service === undefined ? null : words('service'),
    indicator: readIndicator(reader, shape.indicator, at('indicator')),
    firstReviewMonths: reader.wholeNumber(
      shape.first_review_months,
      at('first_review_months'),
      1,
      MOST_MONTHS,
    ),
  };
}

function readId(reader: CatalogueReader, raw: unknown, path: string): string {
  const id = reader.text(raw, path);
  if (id !== '' && !ID.test(id))
    reader.fault(path, 'not_allowed', 'Erlaubt sind kleine Buchstaben, Ziffern und Bindestriche.');
  return id;
}

function readSteps(reader: CatalogueReader, raw: unknown, path: string): LocalText[] {
  const steps = reader.list(raw, path, STEPS.least, (entry, at) => reader.localText(entry, at));
  if (steps.length > STEPS.most)
    reader.fault(path, 'not_allowed', `Mehr als ${STEPS.most} Schritte liest niemand.`);
  return steps;
}

/** `[least, most]` in whole numbers. */
function readRange(reader: CatalogueReader, raw: unknown, path: string, limit: number): Range {
  const ends = reader.list(raw, path, 2, (entry, at) => reader.wholeNumber(entry, at, 0, limit));
  const [least = 0, most = 0, ...more] = ends;
  if (more.length > 0) reader.fault(path, 'not_allowed', 'Eine Spanne hat genau zwei Zahlen.');
  if (least > most) reader.fault(path, 'not_allowed', 'Die kleinere Zahl steht vorn.');
  return { least, most };
}

function readEffort(reader: CatalogueReader, raw: unknown, path: string): Effort[] {
  const effort = reader.list(raw, path, 1, (entry, at): Effort => {
    const shape = reader.shape(entry, at, ['role', 'days']);
    return {
      role: reader.text(shape.role, `${at}.role`),
      days: readRange(reader, shape.days, `${at}.days`, MOST_DAYS),
    };
  });
  reader.unique(effort.map(({ role }, at) => ({ key: role, path: `${path}[${at}].role` })));
  return effort;
}

function readServes(reader: CatalogueReader, raw: unknown, path: string): Served[] {
  const serves = reader.list(raw, path, 1, (entry, at): Served => {
    const shape = reader.shape(entry, at, ['requirement', 'strength']);
    return {
      requirement: reader.text(shape.requirement, `${at}.requirement`),
      strength: reader.wholeNumber(shape.strength, `${at}.strength`, 1, 3),
    };
  });
  reader.unique(
    serves.map(({ requirement }, at) => ({ key: requirement, path: `${path}[${at}].requirement` })),
  );
  return serves;
}

function readIndicator(reader: CatalogueReader, raw: unknown, path: string): LibraryMeasure['indicator'] {
  const shape = reader.shape(raw, path, ['name', 'unit', 'better', 'read_from']);
  return {
    name: reader.localText(shape.name, `${path}.name`),
    unit: reader.oneOf(shape.unit, `${path}.unit`, indicatorUnits, 'count'),
    better: reader.oneOf(shape.better, `${path}.better`, ['higher', 'lower'], 'higher'),
    readFrom: reader.oneOf(shape.read_from, `${path}.read_from`, indicatorPlaces, 'entered'),
  };
}

function checkNeeds(reader: CatalogueReader, measures: readonly LibraryMeasure[]): void {
  const byId = new Map(measures.map((measure) => [measure.id, measure]));
  for (const [at, measure] of measures.entries()) {
    for (const [n, id] of measure.needs.entries()) {
      const path = `measures[${at}].needs[${n}]`;
      const needed = byId.get(id);
      if (!needed) reader.fault(path, 'unknown_target', `Eine Maßnahme „${id}“ gibt es nicht.`);
      else if (libraryHorizons.indexOf(needed.horizon) > libraryHorizons.indexOf(measure.horizon))
        reader.fault(path, 'not_allowed', `„${id}“ hat einen späteren Zeitraum.`);
    }
    if (needsItself(measure.id, byId))
      reader.fault(`measures[${at}].needs`, 'circular_parent', `„${measure.id}“ setzt sich selbst voraus.`);
  }
}

function needsItself(id: string, byId: ReadonlyMap<string, LibraryMeasure>): boolean {
  const seen = new Set<string>();
  const open = [...(byId.get(id)?.needs ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(byId.get(next)?.needs ?? []));
  }
  return false;
}

function checkGrants(reader: CatalogueReader, { grants, measures }: MeasureLibrary): void {
  const known = new Set(grants.map(({ key }) => key));
  for (const [at, measure] of measures.entries())
    for (const [n, key] of measure.grants.entries())
      if (!known.has(key))
        reader.fault(
          `measures[${at}].grants[${n}]`,
          'unknown_target',
          `Ein Programm „${key}“ gibt es nicht.`,
        );
}

/** Faults for every requirement and role that the other catalogues do not have; empty when all is well. */
export function libraryReferenceFaults(
  { measures }: MeasureLibrary,
  known: { requirements: ReadonlySet<string>; roles: ReadonlySet<string> },
  file: string,
): Fault[] {
  const reader = new CatalogueReader(file);
  const role = (key: string, path: string) => {
    if (!known.roles.has(key)) reader.fault(path, 'unknown_role', `Die Rolle „${key}“ gibt es nicht.`);
  };
  for (const [at, measure] of measures.entries()) {
    role(measure.role, `measures[${at}].role`);
    for (const [n, effort] of measure.effort.entries())
      role(effort.role, `measures[${at}].effort[${n}].role`);
    for (const [n, { requirement }] of measure.serves.entries())
      if (!known.requirements.has(requirement))
        reader.fault(
          `measures[${at}].serves[${n}].requirement`,
          'unknown_source',
          `Die Anforderung „${requirement}“ gibt es nicht.`,
        );
  }
  return reader.faults;
}

/** Roles that the town pays instead of employing. */
const EXTERNAL: readonly string[] = ['external_provider', 'consultant'];

/** Person-days of the town's own people, or of others. */
export function daysOf({ effort }: Pick<LibraryMeasure, 'effort'>, whose: 'own' | 'external'): Range {
  const counted = effort.filter(({ role }) => EXTERNAL.includes(role) === (whose === 'external'));
  const sum = (of: (days: Range) => number) => counted.reduce((total, { days }) => total + of(days), 0);
  return { least: sum(({ least }) => least), most: sum(({ most }) => most) };
}

/** Whether every word of `q` stands somewhere in what the measure says, in either language. */
export function tellsOf(measure: LibraryMeasure, q: string): boolean {
  const { title, what, why, steps, proof, risks, service, indicator } = measure;
  const texts = [title, what, why, ...steps, proof, ...risks, ...(service ? [service] : []), indicator.name];
  const said = texts
    .flatMap(({ de, en }) => [de, en])
    .join(' ')
    .toLocaleLowerCase('de');
  return q
    .toLocaleLowerCase('de')
    .split(/\s+/)
    .every((word) => said.includes(word));
}
