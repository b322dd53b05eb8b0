import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

interface Chapter {
  code: string;
  must: { total: number };
  should: { total: number };
  gate: { state: string; failing: string[] };
}

let product: TestInstallation;
let week = '';
beforeAll(async () => {
  product = await openTestInstallation();
  week = String((await ask('beratung', 'GET', '/towns/tannau/engagements')).json.rows[0]?.id);
});
afterAll(() => product?.close());

const ask: TestInstallation['ask'] = (...given) => product.ask(...given);
const chapter = async (code: string): Promise<Chapter | undefined> => {
  const { json } = await ask(
    'beratung',
    'GET',
    `/towns/tannau/engagements/${week}/scores?framework=vds10000`,
  );
  return (json.chapters as unknown as Chapter[]).find((one) => one.code === code);
};
async function ratingOf(requirement: string): Promise<string> {
  const list = await ask('beratung', 'GET', '/towns/tannau/ratings?framework=vds10000&limit=200');
  const rows = list.json.rows as unknown as { id: string; requirement: string }[];
  const known = rows.find((row) => row.requirement === requirement)?.id;
  if (known) return known;
  const fresh = { engagementId: week, framework: 'vds10000', requirement, target: 3 };
  return String((await ask('beratung', 'POST', '/towns/tannau/ratings', fresh)).json.id);
}
const change = async (requirement: string, part: object) =>
  ask('beratung', 'PATCH', `/towns/tannau/ratings/${await ratingOf(requirement)}`, part);

describe('what stands in for a requirement', () => {
  test('another standard takes a requirement of chapters 9, 16 and 17 out of the count, and of no other', async () => {
    const before = await chapter('16');
    expect(
      (await change('16.3', { coveredBy: 'ISO 27001, Zertifikat des Rechenzentrums bis 2027' })).status,
    ).toBe(200);
    const after = await chapter('16');
    const total = (one: Chapter | undefined) => (one?.must.total ?? 0) + (one?.should.total ?? 0);
    expect(total(after)).toBe(total(before) - 1);
    const refused = await change('10.1', { coveredBy: 'ISO 27001' });
    expect([refused.status, refused.json.fields]).toEqual([
      422,
      [expect.objectContaining({ path: 'coveredBy' })],
    ]);
    await change('16.3', { coveredBy: '' });
    expect(total(await chapter('16'))).toBe(total(before));
  });

  test('a risk analysis explains a basic measure that is left out: it fails the chapter no more', async () => {
    await change('10.3.4', { level: 0 });
    expect((await chapter('10'))?.gate.failing).toContain('10.3.4');
    expect(
      (await change('10.3.4', { riskReason: 'Einsatzzentrale braucht USB; Risiko trägt der Bürgermeister.' }))
        .status,
    ).toBe(200);
    expect((await chapter('10'))?.gate.failing).not.toContain('10.3.4');
    expect((await change('10.1', { riskReason: 'Weil.' })).status).toBe(422);
  });
});

describe('what a town finds in its own copy of the standard', () => {
  const unconfirmed = async () => {
    const { json } = await ask('beratung', 'GET', '/towns/tannau/catalogues');
    return (
      (json.shipped as unknown as { id: string; unconfirmed: number }[]).find(({ id }) => id === 'vds10000')
        ?.unconfirmed ?? 0
    );
  };

  test('counts in score and marks from then on, is noted once, and names its source', async () => {
    const [before, marks] = [await chapter('4'), await unconfirmed()];
    const found = {
      framework: 'vds10000',
      requirement: '4.1.1',
      modal: 'SHOULD',
      frequency: 'yearly',
      source: 'VdS 10000:2018-12, Seite 12',
    };
    expect(
      (await ask('beratung', 'POST', '/towns/tannau/requirement-corrections', { ...found, source: ' ' }))
        .status,
    ).toBe(422);
    const strange = { ...found, requirement: '99.9' };
    expect((await ask('beratung', 'POST', '/towns/tannau/requirement-corrections', strange)).status).toBe(
      422,
    );
    expect((await ask('rat', 'POST', '/towns/tannau/requirement-corrections', found)).status).toBe(403);
    const made = await ask('beratung', 'POST', '/towns/tannau/requirement-corrections', found);
    expect(made.status).toBe(200);
    expect((await ask('beratung', 'POST', '/towns/tannau/requirement-corrections', found)).status).toBe(409);
    const after = await chapter('4');
    // It was a MUST: one less of these, one more SHOULD.
    expect([after?.must.total, after?.should.total]).toEqual([
      (before?.must.total ?? 0) - 1,
      (before?.should.total ?? 0) + 1,
    ]);
    expect(await unconfirmed()).toBe(marks - 1);
    await ask('beratung', 'DELETE', `/towns/tannau/requirement-corrections/${made.json.id}`);
    expect(await unconfirmed()).toBe(marks);
  });
});
