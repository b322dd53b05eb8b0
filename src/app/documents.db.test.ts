import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readableOnWhite } from '#kernel/colours';
import { withClient } from '#platform/database/roles';
import { stopPdfWorker } from '#platform/pdf/render';
import { inTown } from '#platform/tx';
import { townActor } from './command.ts';
import { DOCUMENTS, fileOf, hasTools, readable, squashed } from './testing/document-files.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(async () => {
  await stopPdfWorker();
  await product?.close();
});

const file = (kind: string, edition: string, format: string, version?: number): Promise<Uint8Array> =>
  fileOf(product, { kind, edition, format, version });

interface Finding {
  number: number;
  title: string;
  area: string;
  confidentiality: string | null;
  statement: string;
  basis: string;
  consequence: string;
}
const open = ({ area, confidentiality }: Finding) =>
  (confidentiality ?? (area === 'security' ? 'x' : 'public')) === 'public';

/** What must not be told in public: words of records, and their numbers. */
async function kept() {
  const findings = (await product.ask('beratung', 'GET', '/towns/tannau/findings?limit=200')).json
    .rows as unknown as Finding[];
  const measures = (await product.ask('beratung', 'GET', '/towns/tannau/measures?limit=200')).json
    .rows as unknown as (Finding & {
    reason: string;
    description: string;
  })[];
  const closed = findings.filter((finding) => !open(finding));
  const closedMeasures = measures.filter(({ confidentiality }) => confidentiality !== 'public');
  expect(closed.length).toBeGreaterThanOrEqual(12);
  expect(closedMeasures).toHaveLength(2);
  const named =
    (letter: string) =>
    ({ number }: Finding) =>
      `${letter}-${String(number).padStart(2, '0')}`;
  return {
    numbers: [...closed.map(named('F')), ...closedMeasures.map(named('M'))],
    texts: [
      ...closed.flatMap(({ title, statement, basis, consequence }) => [title, statement, basis, consequence]),
      ...closedMeasures.flatMap(({ title, reason, description }) => [title, reason, description]),
      // The chart of the comparison on security.
      'Leitlinie zur Informationssicherheit',
    ].filter((text) => text.length > 8),
  };
}

function foundIn(content: string, { numbers, texts }: { numbers: string[]; texts: string[] }): string[] {
  const whole = squashed(content);
  return [
    ...numbers.filter((number) => new RegExp(`(?<![\\w-])${number}(?!\\d)`).test(content)),
    ...texts.filter((text) => whole.includes(squashed(text))),
  ];
}

describe('what is not public', () => {
  test.skipIf(!hasTools)(
    'reaches no public document in any format, not even its properties; the annex holds it',
    async () => {
      const secret = await kept();
      const { documents } = (await product.ask('beratung', 'GET', DOCUMENTS)).json as unknown as {
        documents: { kind: string; files: { edition: string; formats: string[] }[] }[];
      };
      const files = documents.flatMap(({ kind, files }) =>
        files
          .filter(({ edition }) => edition === 'public')
          .flatMap(({ formats }) => formats.map((format) => ({ kind, format }))),
      );
      expect(files.map(({ kind, format }) => `${kind}.${format}`)).toEqual(
        expect.arrayContaining(['results.oscal', 'council.pdf', 'slides.odp', 'table.oscal', 'table.ods']),
      );
      for (const { kind, format } of files)
        expect([kind, format, foundIn(readable(await file(kind, 'public', format), format), secret)]).toEqual(
          [kind, format, []],
        );
      // What machines get of the whole holds it.
      for (const kind of ['results', 'table']) {
        const told = foundIn(readable(await file(kind, 'internal', 'oscal'), 'oscal'), secret);
        expect(told).toContain('F-20');
      }
      // The same search finds it where it belongs: all findings, and of the two measures the one that is not yet decided.
      for (const format of ['pdf', 'docx', 'odt']) {
        const told = foundIn(readable(await file('council', 'annex', format), format), secret);
        expect(told).toEqual(expect.arrayContaining(secret.numbers.filter((number) => number !== 'M-08')));
        expect(told).toContain('Leitlinie zur Informationssicherheit');
      }
    },
  );
});

describe('a section', () => {
  const section = (key: string) => `${DOCUMENTS}/council/sections/${key}`;

  test('is rewritten, stands so in every format, keeps its earlier texts and goes back to the records', async () => {
    const before = (await product.ask('beratung', 'GET', section('reasons'))).json;
    expect(before).toMatchObject({ edited: false, included: true, version: 0, class: 'public' });
    const text = 'Der Ältestenrat hat vorberaten.\n\n- Erstens <sicher> & günstig\n- Zweitens';
    const saved = await product.ask('beratung', 'PUT', section('reasons'), {
      text,
      included: true,
      version: 0,
    });
    expect(saved.json).toMatchObject({ edited: true, text, version: 1 });
    for (const [blank, code] of [
      ['  \n ', 'section_blank'],
      ['Die {{gemeinde}} und {{unbekannt}}.', 'section_places'],
    ]) {
      const body = { text: blank, included: true, version: 1 };
      const { status, json } = await product.ask('beratung', 'PUT', section('reasons'), body);
      expect({ status, json }).toMatchObject({ status: 422, json: { fields: [{ path: 'text', code }] } });
    }
    const again = await product.ask('it', 'PUT', section('reasons'), { text, included: true, version: 1 });
    expect(again.json).toMatchObject({ version: 1, byName: saved.json.byName });
    for (const format of ['pdf', 'docx', 'odt']) {
      if (format === 'pdf' && !hasTools) continue;
      const content = squashed(
        readable(await file('council', 'public', format), format)
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>'),
      );
      expect(content).toContain(squashed('Der Ältestenrat hat vorberaten.'));
      expect(content).toContain(squashed('Erstens <sicher> & günstig'));
    }
    const late = await product.ask('it', 'PUT', section('reasons'), {
      text: 'x',
      included: true,
      version: 0,
    });
    expect([late.status, late.json.code]).toEqual([409, 'version_conflict']);
    const back = await product.ask('beratung', 'PUT', section('reasons'), {
      text: null,
      included: true,
      version: 1,
    });
    expect(back.json).toMatchObject({ edited: false, text: before.text, version: 2 });
    const { wordings } = (await product.ask('beratung', 'GET', section('reasons'))).json as unknown as {
      wordings: { seq: number; text: string | null }[];
    };
    expect(wordings.map(({ seq, text: said }) => [seq, said])).toEqual([
      [2, null],
      [1, text],
    ]);
  });

  test('for the public is refused when it names what is not public, with the number to look at', async () => {
    const text = 'Wie F-20 zeigt, ist die Sicherung nie erprobt worden.';
    const answer = await product.ask('beratung', 'PUT', section('reasons'), {
      text,
      included: true,
      version: 2,
    });
    expect([answer.status, answer.json.code]).toEqual([422, 'document_leaks']);
    expect(answer.json.text).toContain('F-20');
    const copied = await product.ask('beratung', 'PUT', section('facts'), {
      text: 'Siehe: Sicherung und  Original stehen im selben Schrank!',
      included: true,
      version: 0,
    });
    expect(copied.json.text).toContain('F-21');
    // In the annex the same words are in their place.
    const annex = await product.ask('beratung', 'PUT', section('closed_measures'), {
      text,
      included: true,
      version: 0,
    });
    expect(annex.status).toBe(200);
  });

  test('that is left out is in no format; who only reads can change nothing', async () => {
    const left = await product.ask('beratung', 'PUT', section('privacy'), {
      text: null,
      included: false,
      version: 0,
    });
    expect(left.json).toMatchObject({ included: false });
    expect(readable(await file('council', 'public', 'odt'), 'odt')).not.toContain('Art. 35 DSGVO');
    const council = await product.ask('rat', 'PUT', section('privacy'), {
      text: 'x',
      included: true,
      version: 1,
    });
    expect(council.status).toBe(403);
    expect((await product.ask('beratung', 'GET', DOCUMENTS.replace('tannau', 'nachbar'))).status).toBe(404);
    expect((await product.ask('beratung', 'GET', section('nothing'))).status).toBe(404);
  });
});

test('every section says where it comes from, with the page, unless it rests on the law or on words of our own', async () => {
  const { documents } = (await product.ask('beratung', 'GET', DOCUMENTS)).json as unknown as {
    documents: { kind: string }[];
  };
  const without: string[] = [];
  const labels = new Set<string>();
  for (const { kind } of documents) {
    const { sections } = (await product.ask('beratung', 'GET', `${DOCUMENTS}/${kind}`)).json as unknown as {
      sections: { key: string; sources: { label: string; path: string | null }[] }[];
    };
    for (const { key, sources } of sections) {
      if (sources.length === 0) without.push(`${kind}.${key}`);
      for (const { label, path } of sources) {
        labels.add(label);
        expect([label, path]).toEqual([label, expect.stringMatching(/^\/t\/tannau(\/|$)/)]);
      }
    }
  }
  expect(without).toEqual([
    'results.actual',
    'results.budget',
    'results.appendix',
    'results.glossary',
    'council.annexes',
    'council.closed_reason',
    'slides.path',
  ]);
  // A rating, an observation, an item and a posting, each by its number.
  for (const number of [/^VdS 10000 \d/, /^B-\d/, /^I-\d/, /^20\d\d \S/, /^Z-\d/])
    expect([...labels].some((label) => number.test(label))).toBe(true);
  const word = readable(await file('council', 'public', 'docx'), 'docx');
  expect(word).toMatch(/Quelle: F-\d/);
  expect(word).toMatch(/Quelle: [^<]*B-\d/);
});

describe('a version', () => {
  test('stays as it was issued, whatever is written later, and cannot be changed in the database', async () => {
    const issued = await product.ask('beratung', 'POST', `${DOCUMENTS}/council/versions`, {
      note: 'Sitzung 14.12.',
    });
    expect(issued.json).toMatchObject({ number: 1, note: 'Sitzung 14.12.' });
    const first = await file('council', 'public', 'docx', 1);
    await product.ask('beratung', 'PUT', `${DOCUMENTS}/council/sections/decision`, {
      text: 'Es wird vertagt.',
      included: true,
      version: 0,
    });
    expect(await file('council', 'public', 'docx', 1)).toEqual(first);
    expect(readable(first, 'docx')).not.toContain('Entwurf');
    const draft = readable(await file('council', 'public', 'docx'), 'docx');
    expect(draft).toContain('Es wird vertagt.');
    expect(draft).toContain('Entwurf');
    const change = inTown(
      product.installation.ground,
      await townActor(product.installation, 'tannau'),
      (tx) => sql`update document_version set note = 'anders'`.execute(tx.db),
    );
    await expect(change).rejects.toThrow(/permission denied/);
    const missing = await product.ask(
      'beratung',
      'GET',
      `${DOCUMENTS}/council/file?edition=public&format=pdf&version=9`,
    );
    expect(missing.status).toBe(404);
    const strange = await product.ask(
      'beratung',
      'GET',
      `${DOCUMENTS}/council/file?edition=internal&format=pdf`,
    );
    expect([strange.status, strange.json.code]).toEqual([422, 'document_format']);
  });
});

describe('the look', () => {
  const send = async (purpose: string, name: string, bytes: Uint8Array) => {
    const body = new FormData();
    body.append('files', new File([bytes as Uint8Array<ArrayBuffer>], name));
    const answer = await product.app.request(`/api/v1/towns/tannau/document-files?purpose=${purpose}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${product.demo.token}`, 'accept-language': 'de' },
      body,
    });
    return {
      status: answer.status,
      json: (await answer.json()) as { code?: string; text?: string; arms?: string },
    };
  };

  test('colour, lines, arms and own template are on the documents; unknown places are listed', async () => {
    const look = {
      colour: '#7A1E2C',
      headline: `Hauptamt ${'x'.repeat(110)}`,
      footline: 'Marktplatz 1',
      version: 0,
    };
    const setTo = (colour: string) =>
      product.ask('beratung', 'PUT', '/towns/tannau/document-brand', { ...look, colour });
    const light = await setTo('#ffff00');
    expect(light).toMatchObject({
      status: 422,
      json: { fields: [{ path: 'colour', code: 'colour_light' }] },
    });
    expect(JSON.stringify(light.json)).toContain('Kontrast von 1,0 : 1');
    expect(await setTo('rot')).toMatchObject({ json: { fields: [{ path: 'colour', code: 'colour_form' }] } });
    expect(await send('arms', 'x.png', new Uint8Array(2_100_000))).toMatchObject({
      status: 413,
      json: { code: 'document_file_too_large', text: 'Die Datei ist zu groß. Höchstens 2 MB.' },
    });
    expect((await setTo(look.colour)).json).toMatchObject({
      colour: '#7a1e2c',
      version: 1,
    });
    const arms = await sharp({ create: { width: 40, height: 50, channels: 3, background: '#7a1e2c' } })
      .png()
      .toBuffer();
    expect((await send('arms', 'wappen.png', arms)).json).toMatchObject({ arms: 'wappen.png' });
    expect((await send('arms', 'x.png', new TextEncoder().encode('<svg/>'))).json.code).toBe('document_arms');
    const words = await file('summary', 'public', 'odt');
    expect(Object.keys(unzipSync(words))).toContain('Pictures/arms.png');
    expect(readable(words, 'odt')).toContain('Marktplatz 1');
    expect(readable(words, 'odt')).toContain('#7a1e2c');
    if (hasTools) {
      const printed = readable(await file('summary', 'public', 'pdf'), 'pdf');
      expect(printed).toContain('Marktplatz 1');
      // A line too long for its place goes on below, and leaves the mark beside it alone.
      expect(printed).not.toMatch(/x{108}/);
    }
    // One that was set before such colours were refused is drawn darker.
    await withClient(product.installation.database.ownerUrl, (client) =>
      client.query("update document_brand set colour = '#ffff00'"),
    );
    const darker = readable(await file('summary', 'public', 'odt'), 'odt');
    expect(darker).toContain(readableOnWhite('#ffff00'));
    expect(darker).not.toContain('#ffff00');

    const sample = await product.app.request('/api/v1/towns/tannau/document-files', {
      headers: { authorization: `Bearer ${product.demo.token}` },
    });
    const parts = unzipSync(new Uint8Array(await sample.arrayBuffer()));
    const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
    const changed = (text: string) => zipSync({ ...parts, 'word/document.xml': strToU8(text) });
    const refused = await send(
      'template',
      'v.docx',
      changed(document.replace('{{angaben}}', '{{sitzung}} {{az}}')),
    );
    expect([refused.status, refused.json.code]).toEqual([422, 'document_placeholders']);
    expect(refused.json.text).toContain('{{sitzung}}, {{az}}');
    const own = document.replace('{{angaben}}', 'Aus dem Rathaus. {{angaben}}');
    expect((await send('template', 'vorlage.docx', changed(own))).status).toBe(201);
    const filled = readable(await file('summary', 'public', 'docx'), 'docx');
    expect(filled).toContain('Aus dem Rathaus.');
    expect(filled).toContain('Was wir gesehen haben');
    expect(filled).not.toContain('{{');
    const without = await product.ask('beratung', 'DELETE', '/towns/tannau/document-brand/template');
    expect(without.json).toMatchObject({ template: null });
  });
});
