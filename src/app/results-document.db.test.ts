import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stopPdfWorker } from '#platform/pdf/render';
import { townActor } from './command.ts';
import { DOCUMENTS, fileOf, hasTools, pagesOf, readable, squashed } from './testing/document-files.ts';
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
      rows: { id: string; number: number; title: string }[];
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
    for (const confidentiality of ['public', 'non_public'])
      expect((await product.ask('it', 'PUT', classed, { confidentiality })).status).toBe(422);
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
