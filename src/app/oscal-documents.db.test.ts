import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formatsPlugin from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stopPdfWorker } from '#platform/pdf/render';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

const SCHEMAS = new URL('../../../shared/data/oscal/schema/', import.meta.url).pathname;
const there = existsSync(SCHEMAS);
if (!there) console.warn('SKIPPED: no OSCAL schema beside the project; exported results were not validated');

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(async () => {
  await stopPdfWorker();
  await product?.close();
});

const TOWN = '/towns/tannau';
type Node = { [key: string]: unknown };
const KINDS = {
  results: { root: 'assessment-results', schema: 'oscal_assessment-results_schema.json' },
  table: { root: 'plan-of-action-and-milestones', schema: 'oscal_poam_schema.json' },
} as const;
type Kind = keyof typeof KINDS;

async function oscal(kind: Kind, edition: string, version?: number): Promise<Node> {
  const query = new URLSearchParams({
    edition,
    format: 'oscal',
    ...(version ? { version: `${version}` } : {}),
  });
  const answer = await product.app.request(`/api/v1${TOWN}/documents/${kind}/file?${query}`, {
    headers: { authorization: `Bearer ${product.demo.token}`, 'accept-language': 'de' },
  });
  expect([kind, edition, answer.status]).toEqual([kind, edition, 200]);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.headers.get('content-disposition')).toMatch(/\.oscal\.json"$/);
  return (await answer.json()) as Node;
}
const bodyOf = (kind: Kind, document: Node) => document[KINDS[kind].root] as Node;
const partsOf = (kind: Kind, document: Node): Node =>
  kind === 'results' ? ((bodyOf(kind, document).results as Node[])[0] as Node) : bodyOf(kind, document);

/** Every value of these keys, wherever it stands. */
function valuesOf(node: unknown, keys: readonly string[]): string[] {
  if (Array.isArray(node)) return node.flatMap((one) => valuesOf(one, keys));
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    keys.includes(key) && typeof value === 'string' ? [value] : valuesOf(value, keys),
  );
}

describe.skipIf(!there)('against the published schemas', { timeout: 60_000 }, () => {
  test.each(['results', 'table'] as const)('%s is valid in every edition', async (kind) => {
    const schema = JSON.parse(readFileSync(`${SCHEMAS}${KINDS[kind].schema}`, 'utf8')) as object;
    const ajv = new Ajv({ strict: false, unicodeRegExp: true });
    formatsPlugin.default(ajv);
    const validate = ajv.compile(schema);
    for (const edition of ['public', 'internal', 'technical']) {
      validate(await oscal(kind, edition));
      expect([edition, validate.errors?.slice(0, 3) ?? []]).toEqual([edition, []]);
    }
    const broken = await oscal(kind, 'public');
    delete bodyOf(kind, broken).metadata;
    expect(validate(broken)).toBe(false);
  });
});

test('what is told of stands in the document, and a second export is the same but for its moment', async () => {
  for (const kind of ['results', 'table'] as const)
    for (const edition of ['public', 'internal']) {
      const document = await oscal(kind, edition);
      const made = valuesOf(document, ['uuid']);
      expect(new Set(made).size).toBe(made.length);
      const named = valuesOf(document, [
        'observation-uuid',
        'finding-uuid',
        'risk-uuid',
        'task-uuid',
        'actor-uuid',
      ]);
      expect(named.length).toBeGreaterThan(30);
      expect(named.filter((id) => !made.includes(id))).toEqual([]);
      const again = await oscal(kind, edition);
      const without = (one: Node) => JSON.stringify(one).replace(/"last-modified":"[^"]*"/, '');
      expect(without(again)).toBe(without(document));
    }
});

test('ratings, findings and measures keep their ids when something else changes; the document gets a new one', async () => {
  const before = await oscal('table', 'internal');
  const { rows } = (await product.ask('beratung', 'GET', `${TOWN}/measures?limit=200`)).json as unknown as {
    rows: { id: string; number: number; starts: string | null; confidentiality: string }[];
  };
  const changed = rows.find(({ starts, confidentiality }) => starts !== null && confidentiality === 'public');
  const answer = await product.ask('beratung', 'PATCH', `${TOWN}/measures/${changed?.id}`, {
    proof: 'Das Protokoll der Übergabe liegt vor.',
  });
  expect(answer.status).toBe(200);
  const after = await oscal('table', 'internal');
  const items = (document: Node) => valuesOf(bodyOf('table', document)['poam-items'], ['uuid', 'risk-uuid']);
  expect(items(after)).toEqual(items(before));
  expect(bodyOf('table', after).uuid).not.toBe(bodyOf('table', before).uuid);
  expect(JSON.stringify(after)).toContain('Das Protokoll der Übergabe liegt vor.');
});

test('each measure is an item with its place on the roadmap as a milestone; each finding is a risk', async () => {
  const plan = partsOf('table', await oscal('table', 'internal'));
  const items = plan['poam-items'] as Node[];
  expect(items).toHaveLength(20);
  const risks = plan.risks as Node[];
  for (const item of items) {
    const [first] = valuesOf(item['related-risks'], ['risk-uuid']);
    const risk = risks.find(({ uuid }) => uuid === first) as Node;
    const response = (risk.remediations as Node[]).find(({ title }) => title === item.title) as Node;
    const [task] = response.tasks as Node[];
    expect(task).toMatchObject({ type: 'milestone', title: item.title });
    expect(valuesOf(task?.timing, ['start', 'end'])).toEqual([
      expect.stringMatching(/^\d{4}-(01|04|07|10)-01T00:00:00Z$/),
      expect.stringMatching(/^\d{4}-(03-31|06-30|09-30|12-31)T23:59:59Z$/),
    ]);
  }
  const ratings = (await product.ask('beratung', 'GET', `${TOWN}/ratings?limit=200`)).json
    .rows as unknown as {
    id: string;
    level: number | null;
  }[];
  const rated = ratings.find(({ level }) => level !== null);
  const reached = await product.ask('beratung', 'PATCH', `${TOWN}/ratings/${rated?.id}`, { level: 5 });
  expect(reached.status).toBe(200);
  const results = partsOf('results', await oscal('results', 'internal'));
  const findings = results.findings as Node[];
  expect(findings.filter(({ title }) => /^F-\d/.test(String(title)))).toHaveLength(45);
  expect(results.risks).toHaveLength(45);
  const states = new Set(findings.map(({ target }) => ((target as Node).status as Node).state));
  expect([...states].sort()).toEqual(['not-satisfied', 'satisfied']);
});

test('what only those know who run the IT is told in the technical edition alone', async () => {
  const { rows } = (await product.ask('beratung', 'GET', `${TOWN}/findings?limit=200`)).json as unknown as {
    rows: { id: string; number: number; title: string }[];
  };
  const finding = rows.find(({ number }) => number === 20);
  const made = await product.ask('beratung', 'PATCH', `${TOWN}/findings/${finding?.id}`, {
    confidentiality: 'technical',
  });
  expect(made.status).toBe(200);
  for (const kind of ['results', 'table'] as const) {
    const told = async (edition: string) =>
      JSON.stringify(await oscal(kind, edition)).includes(finding?.title ?? '-');
    expect([await told('public'), await told('internal'), await told('technical')]).toEqual([
      false,
      false,
      true,
    ]);
  }
});

test('a version hands out what was recorded then; who may not read gets nothing', async () => {
  const issued = await product.ask('beratung', 'POST', `${TOWN}/documents/table/versions`, { note: '' });
  expect(issued.json).toMatchObject({ number: 1 });
  const then = await oscal('table', 'technical', 1);
  expect(bodyOf('table', then).metadata).toMatchObject({ version: '1', 'oscal-version': '1.1.3' });
  const { rows } = (await product.ask('beratung', 'GET', `${TOWN}/measures?limit=200`)).json as unknown as {
    rows: { id: string }[];
  };
  await product.ask('beratung', 'PATCH', `${TOWN}/measures/${rows[0]?.id}`, {
    title: 'Anders benannt als zuvor',
  });
  expect(await oscal('table', 'technical', 1)).toEqual(then);
  expect(JSON.stringify(await oscal('table', 'technical'))).toContain('Anders benannt als zuvor');
  const path = `${TOWN}/documents/results/file?edition=public&format=oscal`;
  expect((await product.ask(null, 'GET', path)).status).toBe(401);
  expect((await product.ask('amt', 'GET', path)).status).toBe(403);
  expect((await product.ask('beratung', 'GET', path.replace('tannau', 'nachbar'))).status).toBe(404);
  const closed = await product.ask(
    'beratung',
    'GET',
    `${TOWN}/documents/results/file?edition=public&format=pdf`,
  );
  expect([closed.status, closed.json.code]).toEqual([422, 'document_format']);
});
