import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withClient } from '#platform/database/roles';
import { withConsultancies } from './testing/consultancy.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
let towns: ReadonlyMap<string, string>;
beforeAll(async () => {
  product = await openTestInstallation();
  towns = await withConsultancies(product);
});
afterAll(() => product?.close());

const ask = (user: string | null, method: string, path: string, body?: object, version?: number) =>
  product.ask(
    user,
    method,
    `/towns/${path}`,
    body,
    version === undefined ? {} : { 'if-match': `"${version}"` },
  );

const written = {
  title: 'Wiederanlauf mit den Nachbarn üben',
  what: 'Zwei Kommunen üben den Ausfall einmal im Jahr zusammen.',
  why: 'Allein geübt bleibt unentdeckt, was gemeinsam fehlt.',
  steps: ['Nachbarn fragen.', 'Ablauf schreiben.', 'Üben.'],
  proof: 'Protokoll der Übung.',
  area: 'security',
  horizon: 'short',
  role: 'isb',
  effort: [{ role: 'isb', days: { least: 2, most: 4 } }],
  once: { least: 1000, most: 3000 },
  yearly: { least: 0, most: 500 },
  serves: [{ requirement: 'vds10000:16.4', strength: 3 }],
  risks: ['Es findet sich kein Termin.'],
  indicator: { name: 'Übungen im Jahr', unit: 'count', better: 'higher', readFrom: 'entered' },
  firstReviewMonths: 12,
  released: true,
};
interface Offers {
  offers: { townId: string; name: string; measures: { key: string; state: string; parts: string[] }[] }[];
}
const offers = async (user = 'beratung', slug = 'tannau') =>
  ((await ask(user, 'GET', `${slug}/library-offers`)).json as unknown as Offers).offers;

let id = '';
let key = '';
let adopted = '';

describe('a library of one’s own', () => {
  test('is written with all faults at once, and only by who may', async () => {
    expect((await ask(null, 'POST', 'reich/own-measures', written)).status).toBe(401);
    expect((await ask('rat', 'POST', 'tannau/own-measures', written)).status).toBe(403);
    expect((await ask('it', 'POST', 'reich/own-measures', written)).status).toBe(404);
    const bad = await ask('beratung', 'POST', 'reich/own-measures', {
      ...written,
      title: '',
      once: { least: 5, most: 1 },
    });
    expect((bad.json.fields as unknown as { path: string }[]).map(({ path }) => path)).toEqual([
      'title',
      'once.most',
    ]);
    const unknown = await ask('beratung', 'POST', 'reich/own-measures', {
      ...written,
      role: 'hofnarr',
      serves: [{ requirement: 'vds10000:99', strength: 1 }],
      effort: [...written.effort, ...written.effort],
    });
    expect(unknown.json.fields).toMatchObject([
      { path: 'role', code: 'unknown_reference' },
      { path: 'serves.0.requirement', code: 'unknown_reference' },
      { path: 'effort.1.role', code: 'duplicate' },
    ]);
    const { rows } = (await ask('rat', 'GET', 'tannau/findings?limit=200')).json;
    for (const row of rows) {
      const { json } = await ask('rat', 'GET', `tannau/findings/${row.id}/measure-suggestions`);
      const [rests] = (json as unknown as { restsOn: { key: string }[] }).restsOn;
      if (rests && rests.key !== 'vds10000:16.4' && written.serves.length === 1)
        written.serves.push({ requirement: rests.key, strength: 3 });
    }
    expect(written.serves).toHaveLength(2);
    const made = (await ask('beratung', 'POST', 'reich/own-measures', written)).json;
    expect(made).toMatchObject({ ...written, origin: { own: true }, may: { edit: true } });
    ({ id, key } = made as unknown as { id: string; key: string });
    const listed = (await ask('beratung', 'GET', 'reich/measure-library?q=nachbarn')).json.rows;
    expect(listed[0]).toMatchObject({ id: key, origin: { own: true } });
  });

  test('comes into another town only by somebody who is a consultant in both, and only what is released', async () => {
    expect(await offers('fremde', 'fremd')).toEqual([]);
    expect((await ask('it', 'GET', 'tannau/library-offers')).status).toBe(403);
    expect((await ask('fremde', 'GET', 'tannau/library-offers')).status).toBe(404);
    const hidden = { ...written, title: 'Noch ein Entwurf', released: false };
    await ask('beratung', 'POST', 'reich/own-measures', hidden);
    const [offer, ...more] = await offers();
    expect(more).toEqual([]);
    expect(offer).toMatchObject({ name: 'Beratung Reich', measures: [{ key, state: 'new' }] });

    const take = (body: object, user = 'beratung', from = towns.get('reich')) =>
      ask(user, 'POST', `tannau/library-offers/${from}/take`, body);
    expect((await take({ keys: [] })).status).toBe(422);
    expect((await take({ keys: ['isms'] })).json).toMatchObject({ code: 'library_offer_gone' });
    expect((await take({ keys: [key] }, 'beratung', towns.get('fremd'))).json).toMatchObject({
      code: 'library_offer_gone',
    });
    const twice = await Promise.all([take({ keys: [key, key] }), take({ keys: [key] })]);
    const sums = twice.map(({ json }) => (json as unknown as { added: number }).added);
    expect(sums.sort()).toEqual([0, 1]);
    expect((await offers())[0]?.measures).toMatchObject([{ state: 'same' }]);
    const [row] = (await ask('it', 'GET', 'tannau/own-measures')).json.rows as unknown as { id: string }[];
    expect(row).toMatchObject({ origin: { own: false, name: 'Beratung Reich' } });
    const changed = await ask('it', 'PUT', `tannau/own-measures/${row?.id}`, written, 1);
    expect(changed.json).toMatchObject({ code: 'own_measure_taken' });
    expect((await ask('beratung', 'GET', `tannau/own-measures/${id}`)).status).toBe(404);
  });

  test('is proposed, chosen and taken over like the delivered one, and says what has changed since', async () => {
    const one = (await ask('rat', 'GET', `tannau/measure-library/${key}`)).json;
    expect(one).toMatchObject({ id: key, origin: { own: false, name: 'Beratung Reich' } });
    const served = (await ask('rat', 'GET', 'tannau/measure-library?requirement=vds10000:16.4')).json.rows;
    expect(served.map((row) => row.id)).toContain(key);
    const findings = (await ask('rat', 'GET', 'tannau/findings?limit=200')).json.rows;
    const proposed = await Promise.all(
      findings.map(async (row) => {
        const { json } = await ask('rat', 'GET', `tannau/findings/${row.id}/measure-suggestions`);
        const { suggestions } = json as unknown as { suggestions: { measure: { id: string } }[] };
        return suggestions.some(({ measure }) => measure.id === key);
      }),
    );
    expect(proposed).toContain(true);
    const measure = {
      title: written.title,
      horizon: 'short',
      library: key,
      onceCostCents: 0,
      yearlyCostCents: 0,
      grantCents: 0,
    };
    const made = (await ask('it', 'POST', 'tannau/measures', measure)).json;
    expect(made).toMatchObject({ library: key });
    adopted = String(made.id);
    const sheets = async (edition: string) => {
      const path = `/api/v1/towns/tannau/documents/sheets/file?edition=${edition}&format=odt`;
      const answer = await product.app.request(path, {
        headers: { authorization: `Bearer ${product.demo.token}` },
      });
      const parts = Object.values(unzipSync(new Uint8Array(await answer.arrayBuffer())));
      return parts.map((part) => strFromU8(part)).join('\n');
    };
    // Whose idea it was is among the sources, but not before the public.
    expect(await sheets('internal')).toContain('Bibliothek von Beratung Reich');
    const open = await sheets('public');
    expect([open.includes(written.title), open.includes('Beratung Reich')]).toEqual([true, false]);
    const since = async () =>
      (
        await ask(
          'rat',
          'GET',
          `tannau/measure-library/${key}/changes?since=${encodeURIComponent(String(made.createdAt))}`,
        )
      ).json as unknown as { parts: string[] };
    expect((await since()).parts).toEqual([]);

    const next = { ...written, steps: [...written.steps, 'Auswerten.'], once: { least: 2000, most: 3000 } };
    expect((await ask('beratung', 'PUT', `reich/own-measures/${id}`, next, 7)).status).toBe(409);
    expect((await ask('beratung', 'PUT', `reich/own-measures/${id}`, next, 1)).status).toBe(200);
    expect((await offers())[0]?.measures).toMatchObject([{ state: 'changed', parts: ['steps', 'once'] }]);
    expect((await since()).parts).toEqual([]);
    const from = `tannau/library-offers/${towns.get('reich')}/take`;
    expect((await ask('beratung', 'POST', from, { keys: [key] })).json).toMatchObject({ replaced: 1 });
    expect((await since()).parts).toEqual(['steps', 'once']);
  });

  test('what a town took stays when the consultant leaves or the consultancy takes it back', async () => {
    expect((await ask('beratung', 'DELETE', `reich/own-measures/${id}`)).status).toBe(200);
    expect(await offers()).toEqual([]);
    await withClient(product.installation.database.ownerUrl, async (client) => {
      await client.query("update membership set valid_until = '2020-01-01' where town_id = $1", [
        towns.get('reich'),
      ]);
    });
    expect((await ask('rat', 'GET', `tannau/measure-library/${key}`)).status).toBe(200);
    const [row] = (await ask('it', 'GET', 'tannau/own-measures')).json.rows as unknown as { id: string }[];
    expect((await ask('it', 'DELETE', `tannau/own-measures/${row?.id}`)).status).toBe(200);
    expect((await ask('rat', 'GET', `tannau/measure-library/${key}`)).status).toBe(404);
    // The measure made of it keeps its origin and can still be changed.
    const kept = await ask('it', 'PATCH', `tannau/measures/${adopted}`, { library: key, reason: 'Neu.' });
    expect(kept.status, JSON.stringify(kept.json)).toBe(200);
  });
});
