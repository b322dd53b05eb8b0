import { CatalogueReader, type Fault, type LocalText } from './catalogue-reader.ts';

export const tracks = ['federal', 'state'] as const;
/** Federal law and state law are two questions with two answers. */
export type Track = (typeof tracks)[number];
const factKinds = ['yes_no', 'number', 'choice'] as const;
export const applies = ['yes', 'no', 'check'] as const;

/** `date`: in force or published, ISO; null where the account read names none. */
export type Source = { key: string; title: LocalText; date: string | null };
export type Fact = {
  key: string;
  kind: (typeof factKinds)[number];
  ask: LocalText;
  choices: { key: string; title: LocalText }[];
};
export type When = { yes: boolean } | { oneOf: string[] } | { atLeast: number } | { above: number };
/** Leads on to a step or to a result, never to both; without `when` it holds for every answer left. */
export type Branch = { when: When | null; to: string | null; result: string | null; because: LocalText };
export type Step = { id: string; track: Track; fact: string | null; source: string; branches: Branch[] };
/** `check`: the known facts do not decide it, somebody has to look. */
export type Result = {
  key: string;
  track: Track;
  applies: (typeof applies)[number];
  title: LocalText;
  meaning: LocalText;
  duties: string[];
};
export type Duty = { key: string; source: string; text: LocalText; law: string | null };
export type Unit = { key: string; title: LocalText; start: Record<Track, string> };

export type Nis2Check = {
  id: string;
  title: LocalText;
  /** State of knowledge of the whole file, ISO. */
  asOf: string;
  disclaimer: LocalText;
  tracks: readonly Track[];
  sources: Source[];
  facts: Fact[];
  units: Unit[];
  steps: Step[];
  results: Result[];
  duties: Duty[];
};

const fileKeys = [
  'id',
  'title',
  'as_of',
  'disclaimer',
  'sources',
  'facts',
  'units',
  'steps',
  'results',
  'duties',
];

/** Turns the content of the check file (already parsed YAML) into a check, or names every fault in it. */
export function parseNis2(raw: unknown, file: string): { check: Nis2Check } | { faults: Fault[] } {
  const reader = new CatalogueReader(file);
  const shape = reader.shape(raw, '', fileKeys);
  const check: Nis2Check = {
    id: reader.text(shape.id, 'id'),
    title: reader.localText(shape.title, 'title'),
    asOf: day(reader, shape.as_of, 'as_of'),
    disclaimer: reader.localText(shape.disclaimer, 'disclaimer'),
    tracks,
    sources: reader.list(shape.sources, 'sources', 1, (entry, path) => readSource(reader, entry, path)),
    facts: reader.list(shape.facts, 'facts', 1, (entry, path) => readFact(reader, entry, path)),
    units: reader.list(shape.units, 'units', 1, (entry, path) => readUnit(reader, entry, path)),
    steps: reader.list(shape.steps, 'steps', 1, (entry, path) => readStep(reader, entry, path)),
    results: reader.list(shape.results, 'results', 1, (entry, path) => readResult(reader, entry, path)),
    duties: reader.list(shape.duties, 'duties', 0, (entry, path) => readDuty(reader, entry, path)),
  };
  if (reader.faults.length === 0) checkReferences(reader, check);
  if (reader.faults.length === 0) checkPaths(reader, check);
  return reader.faults.length > 0 ? { faults: reader.faults } : { check };
}

function day(reader: CatalogueReader, raw: unknown, path: string): string {
  const text = reader.text(raw, path);
  if (text !== '' && !/^\d{4}-\d\d-\d\d$/.test(text))
    reader.fault(path, 'not_allowed', 'Erwartet wird ein Tag wie 2026-03-06 in Anführungszeichen.');
  return text;
}

function readSource(reader: CatalogueReader, raw: unknown, path: string): Source {
  const shape = reader.shape(raw, path, ['key', 'title', 'date']);
  return {
    key: reader.text(shape.key, `${path}.key`),
    title: reader.localText(shape.title, `${path}.title`),
    date: shape.date === undefined ? null : day(reader, shape.date, `${path}.date`),
  };
}

function readFact(reader: CatalogueReader, raw: unknown, path: string): Fact {
  const shape = reader.shape(raw, path, ['key', 'kind', 'ask', 'choices']);
  const kind = reader.oneOf(shape.kind, `${path}.kind`, factKinds, 'yes_no');
  return {
    key: reader.text(shape.key, `${path}.key`),
    kind,
    ask: reader.localText(shape.ask, `${path}.ask`),
    choices: reader.list(shape.choices, `${path}.choices`, kind === 'choice' ? 2 : 0, (entry, at) => {
      const choice = reader.shape(entry, at, ['key', 'title']);
      return {
        key: reader.text(choice.key, `${at}.key`),
        title: reader.localText(choice.title, `${at}.title`),
      };
    }),
  };
}

function readUnit(reader: CatalogueReader, raw: unknown, path: string): Unit {
  const shape = reader.shape(raw, path, ['key', 'title', 'start']);
  const start = reader.shape(shape.start, `${path}.start`, tracks);
  return {
    key: reader.text(shape.key, `${path}.key`),
    title: reader.localText(shape.title, `${path}.title`),
    start: {
      federal: reader.text(start.federal, `${path}.start.federal`),
      state: reader.text(start.state, `${path}.start.state`),
    },
  };
}

function readStep(reader: CatalogueReader, raw: unknown, path: string): Step {
  const shape = reader.shape(raw, path, ['id', 'track', 'fact', 'source', 'branches']);
  return {
    id: reader.text(shape.id, `${path}.id`),
    track: reader.oneOf(shape.track, `${path}.track`, tracks, 'federal'),
    fact: shape.fact === undefined ? null : reader.text(shape.fact, `${path}.fact`),
    source: reader.text(shape.source, `${path}.source`),
    branches: reader.list(shape.branches, `${path}.branches`, 1, (entry, at) =>
      readBranch(reader, entry, at),
    ),
  };
}

function readBranch(reader: CatalogueReader, raw: unknown, path: string): Branch {
  const shape = reader.shape(raw, path, ['when', 'to', 'result', 'because']);
  if ((shape.to === undefined) === (shape.result === undefined))
    reader.fault(path, 'not_allowed', 'Ein Zweig führt entweder zu einem Schritt oder zu einem Ergebnis.');
  return {
    when: shape.when === undefined ? null : readWhen(reader, shape.when, `${path}.when`),
    to: shape.to === undefined ? null : reader.text(shape.to, `${path}.to`),
    result: shape.result === undefined ? null : reader.text(shape.result, `${path}.result`),
    because: reader.localText(shape.because, `${path}.because`),
  };
}

function readWhen(reader: CatalogueReader, raw: unknown, path: string): When {
  const shape = reader.shape(raw, path, ['yes', 'one_of', 'at_least', 'above']);
  if (Object.keys(shape).length !== 1)
    reader.fault(path, 'not_allowed', 'Eine Bedingung hat genau einen Schlüssel.');
  const most = Number.MAX_SAFE_INTEGER;
  if (shape.one_of !== undefined)
    return {
      oneOf: reader.list(shape.one_of, `${path}.one_of`, 1, (entry, at) => reader.text(entry, at)),
    };
  if (shape.at_least !== undefined)
    return { atLeast: reader.wholeNumber(shape.at_least, `${path}.at_least`, 0, most) };
  if (shape.above !== undefined) return { above: reader.wholeNumber(shape.above, `${path}.above`, 0, most) };
  return { yes: reader.yesNo(shape.yes, `${path}.yes`, true) };
}

function readResult(reader: CatalogueReader, raw: unknown, path: string): Result {
  const shape = reader.shape(raw, path, ['key', 'track', 'applies', 'title', 'meaning', 'duties']);
  return {
    key: reader.text(shape.key, `${path}.key`),
    track: reader.oneOf(shape.track, `${path}.track`, tracks, 'federal'),
    applies: reader.oneOf(shape.applies, `${path}.applies`, applies, 'check'),
    title: reader.localText(shape.title, `${path}.title`),
    meaning: reader.localText(shape.meaning, `${path}.meaning`),
    duties: reader.list(shape.duties, `${path}.duties`, 0, (entry, at) => reader.text(entry, at)),
  };
}

function readDuty(reader: CatalogueReader, raw: unknown, path: string): Duty {
  const shape = reader.shape(raw, path, ['key', 'source', 'text', 'law']);
  return {
    key: reader.text(shape.key, `${path}.key`),
    source: reader.text(shape.source, `${path}.source`),
    text: reader.localText(shape.text, `${path}.text`),
    law: shape.law === undefined ? null : reader.text(shape.law, `${path}.law`),
  };
}

/** Whatever is named exists, once, and belongs to the same track. */
function checkReferences(reader: CatalogueReader, check: Nis2Check): void {
  for (const list of ['sources', 'facts', 'units', 'results', 'duties'] as const)
    reader.unique(check[list].map(({ key }, index) => ({ key, path: `${list}[${index}].key` })));
  reader.unique(check.steps.map(({ id }, index) => ({ key: id, path: `steps[${index}].id` })));
  for (const [index, step] of check.steps.entries()) checkConditions(reader, check, step, `steps[${index}]`);
  for (const { path, key, among } of namedIn(check)) {
    if (!among.includes(key)) reader.fault(path, 'unknown_target', `„${key}“ gibt es hier nicht.`);
  }
}

type Named = { path: string; key: string; among: readonly string[] };

/** Every place where the file names something by its key, with the keys that may stand there. */
function namedIn(check: Nis2Check): Named[] {
  const sources = check.sources.map(({ key }) => key);
  const duties = check.duties.map(({ key }) => key);
  const steps = (track: Track) => check.steps.filter((one) => one.track === track).map(({ id }) => id);
  const results = (track: Track) => check.results.filter((one) => one.track === track).map(({ key }) => key);
  return [
    ...check.units.flatMap(({ start }, at) =>
      tracks.map((track) => ({
        path: `units[${at}].start.${track}`,
        key: start[track],
        among: steps(track),
      })),
    ),
    ...check.steps.map(({ source }, at) => ({ path: `steps[${at}].source`, key: source, among: sources })),
    ...check.steps.flatMap(({ track, branches }, at) =>
      branches.flatMap(({ to, result }, place) => [
        ...(to === null
          ? []
          : [{ path: `steps[${at}].branches[${place}].to`, key: to, among: steps(track) }]),
        ...(result === null
          ? []
          : [{ path: `steps[${at}].branches[${place}].result`, key: result, among: results(track) }]),
      ]),
    ),
    ...check.results.flatMap((result, at) =>
      result.duties.map((key, place) => ({
        path: `results[${at}].duties[${place}]`,
        key,
        among: duties,
      })),
    ),
    ...check.duties.map(({ source }, at) => ({ path: `duties[${at}].source`, key: source, among: sources })),
  ];
}

/** Conditions fit the kind of their fact, and the last branch takes every answer left over. */
function checkConditions(reader: CatalogueReader, check: Nis2Check, step: Step, path: string): void {
  const fact = check.facts.find(({ key }) => key === step.fact);
  if (step.fact !== null && fact === undefined)
    reader.fault(`${path}.fact`, 'unknown_target', `„${step.fact}“ gibt es hier nicht.`);
  for (const [place, { when }] of step.branches.entries()) {
    const at = `${path}.branches[${place}]`;
    const last = place === step.branches.length - 1;
    if (last !== (when === null))
      reader.fault(at, 'not_allowed', 'Nur der letzte Zweig steht ohne Bedingung, und er muss es.');
    if (when !== null && (fact === undefined || !fits(when, fact)))
      reader.fault(`${at}.when`, 'not_allowed', 'Die Bedingung passt nicht zur Frage.');
  }
}

function fits(when: When, fact: Fact): boolean {
  if ('yes' in when) return fact.kind === 'yes_no';
  if ('oneOf' in when) return when.oneOf.every((key) => fact.choices.some((choice) => choice.key === key));
  return fact.kind === 'number';
}

/** Every step and result is reached from some unit, and no path comes back to a step it has left. */
function checkPaths(reader: CatalogueReader, check: Nis2Check): void {
  const reached = new Set<string>();
  const follow = (id: string, before: readonly string[]): void => {
    const index = check.steps.findIndex((step) => step.id === id);
    if (before.includes(id)) {
      reader.fault(`steps[${index}]`, 'circular_parent', `„${id}“ führt zu sich selbst zurück.`);
      return;
    }
    reached.add(id);
    for (const { to, result } of check.steps[index]?.branches ?? []) {
      if (result !== null) reached.add(result);
      if (to !== null) follow(to, [...before, id]);
    }
  };
  for (const { start } of check.units) for (const track of tracks) follow(start[track], []);
  const names = [
    ...check.steps.map(({ id }, index) => ({ key: id, path: `steps[${index}]` })),
    ...check.results.map(({ key }, index) => ({ key, path: `results[${index}]` })),
  ];
  for (const { key, path } of names)
    if (!reached.has(key)) reader.fault(path, 'never_reached', `Zu „${key}“ führt kein Weg.`);
}
