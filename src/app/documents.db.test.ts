import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stopPdfWorker } from '#platform/pdf/render';
import { inTown } from '#platform/tx';
import { townActor } from './command.ts';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';

let product: TestInstallation;
const folder = mkdtempSync(join(tmpdir(), 'sollstand-documents-'));
beforeAll(async () => {
  product = await openTestInstallation();
});
afterAll(async () => {
  await stopPdfWorker();
  await product?.close();
  rmSync(folder, { recursive: true, force: true });
});

const DOCUMENTS = '/towns/tannau/documents';
const hasTools = existsSync('/usr/bin/pdftotext') && existsSync('/usr/bin/qpdf');

async function file(kind: string, edition: string, format: string, version?: number): Promise<Uint8Array> {
  const query = new URLSearchParams({ edition, format, ...(version ? { version: String(version) } : {}) });
  const answer = await product.app.request(`/api/v1${DOCUMENTS}/${kind}/file?${query}`, {
    headers: { authorization: `Bearer ${product.demo.token}`, 'accept-language': 'de' },
  });
  expect([kind, edition, format, answer.status]).toEqual([kind, edition, format, 200]);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Everything that can be read out of a file: text and properties, markup, and every uncompressed byte. */
function readable(bytes: Uint8Array, format: string): string {
  if (format === 'oscal') return Buffer.from(bytes).toString('utf8');
  if (format !== 'pdf')
    return Object.entries(unzipSync(bytes))
      .map(([name, part]) => `${name}\n${/\.png$/.test(name) ? '' : plain(strFromU8(part))}`)
      .join('\n');
  const path = join(folder, 'out.pdf');
  writeFileSync(path, bytes);
  const run = (command: string, args: string[]) =>
    execFileSync(command, args, {
      encoding: 'utf8',
      maxBuffer: 200_000_000,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const objects = run('qpdf', ['--qdf', '--object-streams=disable', '--warning-exit-0', path, '-']);
  return `${run('pdftotext', ['-raw', path, '-'])}\n${run('pdfinfo', [path])}\n${objects}`;
}

/** The words of a PDF alone. */
function pagesOf(bytes: Uint8Array): string {
  const path = join(folder, 'pages.pdf');
  writeFileSync(path, bytes);
  return execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', maxBuffer: 50_000_000 });
}

const plain = (markup: string): string =>
  markup
    .replace(/<[^>]*>/g, (tag) => [...tag.matchAll(/"([^"]*)"/g)].map(([, value]) => ` ${value} `).join(''))
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"');
/** Words may be divided at the end of a line. */
const squashed = (text: string): string => text.toLowerCase().replace(/[\s\u00ad\u2010\u2011-]+/g, '');

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

describe('the results report', () => {
  const section = (key: string) => `${DOCUMENTS}/results/sections/${key}`;
  const observed = async () => {
    const { observations } = (await product.ask('beratung', 'GET', '/towns/tannau/walk')).json as unknown as {
      observations: { id: string; number: number }[];
    };
    return observations.find(({ number }) => number === 1)?.id ?? '';
  };

  test('is rewritten section by section, in every format, with contents, captions and repeated head rows', async () => {
    const { json } = await product.ask('beratung', 'GET', `${DOCUMENTS}/results`);
    const { sections } = json as unknown as { sections: { key: string; class: string; sources: object[] }[] };
    expect(sections.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'summary',
        'scope',
        'levels_vds10000',
        'findings_security',
        'roadmap',
        'glossary',
      ]),
    );
    expect(sections.every(({ class: as }) => as === 'non_public')).toBe(true);
    const text = 'Verglichen wurde mit <zwei> Rahmenwerken & Augenmaß.';
    const saved = await product.ask('beratung', 'PUT', section('comparison'), {
      text,
      included: true,
      version: 0,
    });
    expect(saved.status).toBe(200);
    await product.ask('beratung', 'PUT', section('glossary'), { text: null, included: false, version: 0 });
    const word = await file('results', 'technical', 'docx');
    const told = [
      readable(word, 'docx'),
      readable(await file('results', 'technical', 'odt'), 'odt'),
      ...(hasTools ? [pagesOf(await file('results', 'technical', 'pdf'))] : []),
    ];
    for (const words of told) {
      const content = squashed(words.replace(/&lt;/g, '<').replace(/&gt;/g, '>'));
      expect(content).toContain(squashed(text));
      expect(content).toContain(squashed('F-20 '));
      expect(content).not.toContain(squashed('Teil des Haushalts mit Ein- und Auszahlungen'));
    }
    const docx = strFromU8(unzipSync(word)['word/document.xml'] ?? new Uint8Array());
    expect(docx).toContain('TOC \\o "1-2"');
    expect(docx.match(/<w:tblHeader\/>/g)?.length).toBe(docx.match(/<w:tbl>/g)?.length);
    expect(docx.match(/SEQ Tabelle/g)?.length).toBe(docx.match(/<w:tbl>/g)?.length);
    expect(docx.match(/w:val="Heading2"/g)?.length).toBeGreaterThan(25);
  });

  test('without what only those know who run the IT it neither names nor counts it', async () => {
    const { rows } = (await product.ask('beratung', 'GET', '/towns/tannau/findings?limit=200'))
      .json as unknown as {
      rows: (Finding & { id: string })[];
    };
    const kept = rows.find(({ number }) => number === 21);
    await product.ask('beratung', 'PATCH', `/towns/tannau/findings/${kept?.id}`, {
      confidentiality: 'technical',
    });
    const told = async (edition: string) => readable(await file('results', edition, 'docx'), 'docx');
    const [internal, technical] = [await told('internal'), await told('technical')];
    expect([internal.includes(kept?.title ?? '-'), technical.includes(kept?.title ?? '-')]).toEqual([
      false,
      true,
    ]);
    expect(internal).not.toMatch(/F-21(?!\d)/);
    expect([/44 Feststellungen/.test(internal), /45 Feststellungen/.test(technical)]).toEqual([true, true]);
    const named = await product.ask('beratung', 'PUT', section('findings'), {
      text: 'Am schwersten wiegt F-21.',
      included: true,
      version: 0,
    });
    expect([named.status, named.json.code]).toEqual([422, 'document_leaks']);
    await product.ask('beratung', 'PATCH', `/towns/tannau/findings/${kept?.id}`, { confidentiality: null });
  });

  test('shows photos of observations with caption and words; one taken away is told of, and none is public', async () => {
    const id = await observed();
    const photo = await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#405060' } })
      .jpeg()
      .toBuffer();
    const fileId = crypto.randomUUID();
    const path = `/api/v1/towns/tannau/observations/${id}/files/${fileId}?name=schrank.jpg`;
    const sent = await product.app.request(path, {
      method: 'PUT',
      headers: { authorization: `Bearer ${product.demo.token}`, 'content-type': 'image/jpeg' },
      body: new Uint8Array(photo),
    });
    expect(sent.status).toBeLessThan(300);
    const caption = /B-01 [^<"]*, \d\d\.\d\d\.\d{4}/;
    const alt = /Foto zu B-01: Über dem Serverschrank/;
    const word = await file('results', 'technical', 'docx');
    expect(readable(word, 'docx')).toMatch(caption);
    expect(readable(word, 'docx')).toMatch(alt);
    const image = Object.entries(unzipSync(word)).find(
      ([name]) => name === `word/media/photo-${fileId}.jpg`,
    )?.[1];
    expect(await sharp(image).metadata()).toMatchObject({ format: 'jpeg', width: 1400 });
    if (hasTools)
      expect(squashed(pagesOf(await file('results', 'internal', 'pdf')))).toContain(
        squashed('B-01 Serverraum'),
      );
    // A photo for the IT alone is in no other edition: no picture, no words, no name.
    const classed = `/towns/tannau/observations/${id}/files/${fileId}/confidentiality`;
    expect((await product.ask('rat', 'PUT', classed, { confidentiality: 'technical' })).status).toBe(403);
    expect((await product.ask('it', 'PUT', classed, { confidentiality: 'public' })).status).toBe(422);
    const kept = await product.ask('it', 'PUT', classed, { confidentiality: 'technical' });
    expect(kept.json).toMatchObject({ confidentiality: 'technical' });
    const closedWord = await file('results', 'internal', 'odt');
    expect(Object.keys(unzipSync(closedWord)).filter((name) => name.includes(fileId))).toEqual([]);
    expect(readable(closedWord, 'odt')).not.toMatch(/Foto zu B-01|schrank\.jpg/);
    for (const [edition, has] of [
      ['internal', false],
      ['technical', true],
    ] as const)
      expect(readable(await file('results', edition, 'oscal'), 'oscal').includes('schrank.jpg')).toBe(has);
    const issued = await product.ask('beratung', 'POST', `${DOCUMENTS}/results/versions`, { note: '' });
    expect(issued.json).toMatchObject({ number: 1 });
    const version = await file('results', 'technical', 'odt', 1);
    expect(Object.keys(unzipSync(version))).toContain(`Pictures/photo-${fileId}.jpg`);
    expect(readable(version, 'odt')).toMatch(alt);
    const town = await townActor(product.installation, 'tannau');
    rmSync(join(product.installation.ground.files.folder, town.townId), { recursive: true });
    expect(readable(await file('results', 'technical', 'odt', 1), 'odt')).toMatch(/ist nicht mehr vorhanden/);
    await product.ask('beratung', 'DELETE', `/towns/tannau/observations/${id}/files/${fileId}`);
    const { sections } = (await product.ask('beratung', 'GET', `${DOCUMENTS}/results`)).json as unknown as {
      sections: { key: string }[];
    };
    expect(sections.map(({ key }) => key)).not.toContain('photos');
    for (const edition of ['public', 'annex']) {
      const closed = await product.ask(
        'beratung',
        'GET',
        `${DOCUMENTS}/results/file?edition=${edition}&format=pdf`,
      );
      expect([edition, closed.status]).toEqual([edition, 422]);
    }
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
    const look = { colour: '#7A1E2C', headline: 'Hauptamt', footline: 'Marktplatz 1', version: 0 };
    expect((await product.ask('beratung', 'PUT', '/towns/tannau/document-brand', look)).json).toMatchObject({
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
    if (hasTools) expect(readable(await file('summary', 'public', 'pdf'), 'pdf')).toContain('Marktplatz 1');

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
