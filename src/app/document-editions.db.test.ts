import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { stopPdfWorker } from '#platform/pdf/render';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(async () => {
  await stopPdfWorker();
  await product?.close();
});

const DOCUMENTS = '/towns/tannau/documents';
interface Finding {
  id: string;
  number: number;
  title: string;
}

describe('the technical edition', () => {
  const path = (kind: string, edition: string, format: string) =>
    `${DOCUMENTS}/${kind}/file?edition=${edition}&format=${format}`;
  const finding = async () => {
    const { rows } = (await product.ask('beratung', 'GET', '/towns/tannau/findings?limit=200'))
      .json as unknown as { rows: Finding[] };
    return rows.find(({ number }) => number === 21) as Finding;
  };

  test('is for those who run the IT or answer for it; others are told so, and read no section of it', async () => {
    const { id, title } = await finding();
    await product.ask('beratung', 'PATCH', `/towns/tannau/findings/${id}`, { confidentiality: 'technical' });
    const read = async (user: string) => {
      const { json } = await product.ask(user, 'GET', `${DOCUMENTS}/results`);
      const { files } = json as unknown as { files: { edition: string; may: { download: unknown } }[] };
      return {
        knows: JSON.stringify(json).includes(title),
        may: files.find(({ edition }) => edition === 'technical')?.may.download,
        number: /F-21(?!\d)/.test(JSON.stringify(json)),
      };
    };
    for (const user of ['rat', 'kaemmerei']) {
      for (const [kind, format] of [
        ['results', 'pdf'],
        ['results', 'oscal'],
        ['table', 'xlsx'],
      ] as const) {
        const answer = await product.ask(user, 'GET', path(kind, 'technical', format));
        expect([user, kind, answer.status, answer.json.code]).toEqual([
          user,
          kind,
          403,
          'document_technical',
        ]);
        expect(answer.json.text).toContain('IT-Leitung');
      }
      expect(await read(user)).toEqual({ knows: false, may: 'document_technical', number: false });
      expect((await product.ask(user, 'GET', path('table', 'internal', 'xlsx'))).status).toBe(200);
    }
    for (const user of ['it', 'isb', 'buergermeister', 'admin', 'beratung']) {
      expect([user, (await product.ask(user, 'GET', path('table', 'technical', 'xlsx'))).status]).toEqual([
        user,
        200,
      ]);
      expect(await read(user)).toMatchObject({ may: true, number: true });
    }
    expect((await product.ask(null, 'GET', path('table', 'technical', 'xlsx'))).status).toBe(401);
    await product.ask('beratung', 'PATCH', `/towns/tannau/findings/${id}`, { confidentiality: null });
  });

  test('its words are in no story of a version or a section that others may open', async () => {
    const text = { text: 'Für alle.', included: true, version: 0 };
    await product.ask('beratung', 'PUT', `${DOCUMENTS}/council/sections/reasons`, text);
    const issued = await product.ask('it', 'POST', `${DOCUMENTS}/results/versions`, { note: '' });
    const { rows } = await withClient(product.installation.database.ownerUrl, (client) =>
      client.query<{ id: string }>(
        'select id from document_section union all select id from document_wording',
      ),
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
    const story = (user: string, of: string) => product.ask(user, 'GET', `/towns/tannau/stories/${of}`);
    for (const of of [String(issued.json.id), ...rows.map((row) => row.id)])
      expect([of, (await story('rat', of)).status, (await story('it', of)).status]).toEqual([of, 404, 200]);
    const told = JSON.stringify((await story('it', String(issued.json.id))).json);
    expect(told.length).toBeLessThan(100_000);
  });

  test('of a version issued is refused alike', async () => {
    const { json } = await product.ask('beratung', 'POST', `${DOCUMENTS}/table/versions`, { note: '' });
    const issued = `${path('table', 'technical', 'xlsx')}&version=${json.number}`;
    expect((await product.ask('rat', 'GET', issued)).json.code).toBe('document_technical');
    expect((await product.ask('it', 'GET', issued)).status).toBe(200);
  });
});
