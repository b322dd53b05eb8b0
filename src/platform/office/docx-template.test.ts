import { strFromU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Brand, DocumentModel } from '#kernel/document';
import { fillTemplate, readTemplate, sampleTemplate } from './docx-template.ts';

const brand: Brand = {
  town: 'Tannau',
  colour: '#2850a0',
  headline: '',
  footline: '',
  arms: null,
  template: null,
};
const document: DocumentModel = {
  kind: 'council',
  locale: 'de',
  title: 'Vorlage & mehr',
  subtitle: 'Betreff',
  facts: [['Stand', '29.11.2026']],
  mark: 'Nicht öffentlich',
  numbered: true,
  sections: [
    {
      key: 'a',
      title: 'Sachverhalt',
      class: 'public',
      text: [{ is: 'list', class: 'public', ordered: true, items: ['eins'] }],
      blocks: [],
    },
  ],
};
const job = { document, brand, pictures: {}, createdAt: new Date('2026-11-29T10:00:00Z') };
const sample = sampleTemplate(brand, job.createdAt);
const changed = (path: string, change: (text: string) => string): Uint8Array => {
  const files = unzipSync(sample);
  return zipSync({
    ...files,
    [path]: new TextEncoder().encode(change(strFromU8(files[path] ?? new Uint8Array()))),
  });
};

test('the template to begin with knows all its places and is filled with the document', () => {
  expect(readTemplate(sample)).toEqual({ unknown: [], content: true });
  const files = unzipSync(fillTemplate(sample, job));
  const text = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  expect(text).toContain('Vorlage &amp; mehr');
  expect(text).toContain('Stand: 29.11.2026');
  expect(text).toMatch(
    /<w:pStyle w:val="Heading1"\/><\/w:pPr><w:r><w:t xml:space="preserve">1\u2002Sachverhalt/,
  );
  expect(text).not.toContain('{{');
  expect(strFromU8(files['word/header1.xml'] ?? new Uint8Array())).toContain('Nicht öffentlich');
});

test('places nobody knows are listed, also where the word processor has cut them into pieces', () => {
  const cut = changed('word/document.xml', (text) =>
    text.replace('{{angaben}}', '{{sit</w:t></w:r><w:r><w:t>zung}} {{Aktenzeichen}}'),
  );
  expect(readTemplate(cut)).toEqual({ unknown: ['sitzung', 'aktenzeichen'], content: true });
  expect(readTemplate(changed('word/document.xml', (text) => text.replace('{{inhalt}}', '')))).toMatchObject({
    content: false,
  });
  expect(readTemplate(new Uint8Array([1, 2, 3]))).toEqual({ fault: 'no_docx' });
});

test('headings take the styles of a word processor in another language', () => {
  const german = changed('word/styles.xml', (text) => text.replaceAll('"Heading1"', '"berschrift1"'));
  const text = strFromU8(unzipSync(fillTemplate(german, job))['word/document.xml'] ?? new Uint8Array());
  expect(text).toContain('<w:pStyle w:val="berschrift1"/>');
});

test('a template without a place for the mark gets it above the content', () => {
  const unmarked = changed('word/header1.xml', (text) => text.replace('{{kennzeichnung}}', ''));
  const text = strFromU8(unzipSync(fillTemplate(unmarked, job))['word/document.xml'] ?? new Uint8Array());
  expect(text.indexOf('Nicht öffentlich')).toBeGreaterThan(0);
  expect(text.indexOf('Nicht öffentlich')).toBeLessThan(text.indexOf('Sachverhalt'));
});
