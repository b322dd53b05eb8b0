import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stopPdfWorker } from '#platform/pdf/render';
import { openTestInstallation, type TestInstallation } from './testing/installation.ts';
import { structureOf } from './testing/pdf-structure.ts';

const OFFICE = '/usr/bin/soffice';
const hasTools = existsSync('/usr/bin/qpdf') && existsSync('/usr/bin/pdffonts');
const ready = hasTools && existsSync(OFFICE);
let product: TestInstallation;
const folder = mkdtempSync(join(tmpdir(), 'sollstand-office-'));
beforeAll(async () => {
  if (!hasTools) return;
  product = await openTestInstallation();
  // So that workbooks have more than one sheet.
  const { json } = await product.ask('it', 'GET', '/towns/tannau/roadmap');
  const [first] = json.measures as unknown as { id: string }[];
  const path = `/towns/tannau/measures/${first?.id}`;
  const closed = await product.ask('it', 'PATCH', path, { confidentiality: 'non_public' });
  expect(closed.status).toBe(200);
});
afterAll(async () => {
  await stopPdfWorker();
  await product?.close();
  rmSync(folder, { recursive: true, force: true });
});

const DOCUMENTS = '/towns/tannau/documents';
/** What LibreOffice writes down of a document once it has opened it. */
const FLAT = { docx: 'fodt', odt: 'fodt', pptx: 'fodp', odp: 'fodp', xlsx: 'csv', ods: 'csv' } as const;
/** Every sheet into a file of its own, comma and quotation marks, UTF-8, as shown. */
const SHEET = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1';
type Format = keyof typeof FLAT;

interface Section {
  title: string;
  class: string;
  included: boolean;
  follows: string[];
}
interface Document {
  kind: string;
  files: { edition: string; formats: string[] }[];
}

function convert(to: string, into: string, paths: readonly string[]): void {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  execFileSync(OFFICE, [profile, '--headless', '--convert-to', to, '--outdir', into, ...paths], {
    stdio: 'ignore',
  });
}

interface Made {
  /** `council-public` */
  name: string;
  format: string;
  path: string;
}

/** Every document of the example town in all editions, in the formats asked for. */
async function made(isWanted: (format: string) => boolean): Promise<Made[]> {
  const { json } = await product.ask('it', 'GET', DOCUMENTS);
  const all: Made[] = [];
  for (const { kind, files } of (json as unknown as { documents: Document[] }).documents)
    for (const { edition, formats } of files)
      for (const format of formats.filter(isWanted)) {
        const name = `${kind}-${edition}`;
        const answer = await product.app.request(
          `/api/v1${DOCUMENTS}/${kind}/file?edition=${edition}&format=${format}`,
          { headers: { authorization: `Bearer ${product.demo.token}`, 'accept-language': 'de' } },
        );
        expect([name, format, answer.status]).toEqual([name, format, 200]);
        const path = join(folder, format, `${name}.${format}`);
        mkdirSync(join(folder, format), { recursive: true });
        writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
        all.push({ name, format, path });
      }
  return all;
}

/** Every document in every office format, opened by LibreOffice; content by `kind-edition.format`. */
async function opened(): Promise<Map<string, string>> {
  const files = await made((format) => format in FLAT);
  for (const [format, flat] of Object.entries(FLAT))
    convert(
      flat === 'csv' ? SHEET : flat,
      join(folder, format),
      files.filter((one) => one.format === format).map(({ path }) => path),
    );
  return new Map(files.map(({ name, format }) => [`${name}.${format}`, writtenDown(name, format as Format)]));
}

/** Of a workbook all its sheets, each under its name. */
function writtenDown(name: string, format: Format): string {
  const at = join(folder, format);
  if (FLAT[format] !== 'csv') return readFileSync(join(at, `${name}.${FLAT[format]}`), 'utf8');
  const sheets = readdirSync(at).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.csv'));
  return sheets
    .sort()
    .map((file) => `# ${file}\n${readFileSync(join(at, file), 'utf8')}`)
    .join('\n');
}

const parts = (content: string, element: string): string[] =>
  [...content.matchAll(new RegExp(`<${element}[ >][\\s\\S]*?</${element}>`, 'g'))].map(([part]) =>
    part
      .replace(/<[^>]*>/g, '')
      .replace(/&amp;/g, '&')
      .replace(/\s+/g, ' ')
      .trim(),
  );
const count = (content: string, text: string): number => content.split(text).length - 1;
/** What must not be lost on the way into an office program. */
const kept = (content: string) => ({
  headings: parts(content, 'text:h'),
  tables: count(content, '<table:table '),
  headRows: count(content, '<table:table-header-rows>'),
  figures: count(content, '<draw:image'),
  alternatives: parts(content, 'svg:desc').filter((text) => text.length > 20),
  numbered: count(content, '<text:sequence '),
});

describe.skipIf(!hasTools)('PDF', () => {
  test('every document in every edition is one that a screen reader can read', async () => {
    const files = await made((format) => format === 'pdf');
    expect(files.length).toBeGreaterThanOrEqual(7);
    for (const { name, path } of files) {
      const { faults, headings, tables } = structureOf(path);
      expect([name, faults]).toEqual([name, []]);
      expect([name, headings.length > 3, tables > 0]).toEqual([name, true, true]);
    }
  });
});

describe.skipIf(!ready)('LibreOffice opens what the product makes', () => {
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await opened();
  }, 300_000);
  const of = (name: string): string => files.get(name) ?? '';

  test('texts: headings, tables with repeated head rows, captions and alternative texts, the same in both formats', async () => {
    const texts = [...files.keys()].filter((name) => name.endsWith('.docx'));
    expect(texts.length).toBeGreaterThanOrEqual(7);
    for (const name of texts) {
      const [docx, odt] = [kept(of(name)), kept(of(name.replace('.docx', '.odt')))];
      expect([name, odt]).toEqual([name, docx]);
      expect([name, docx.headRows]).toEqual([name, docx.tables]);
      expect([name, docx.alternatives.length]).toEqual([name, docx.figures]);
      expect([name, docx.numbered >= docx.figures]).toEqual([name, true]);
    }
    expect(kept(of('results-technical.docx')).figures).toBeGreaterThan(3);
    expect(kept(of('results-technical.docx')).tables).toBeGreaterThan(30);
  });

  test('the council paper and the report hold every section and caption that they should', async () => {
    for (const [kind, edition, classes] of [
      ['council', 'public', ['public']],
      ['results', 'technical', ['public', 'non_public', 'technical']],
    ] as const) {
      const { json } = await product.ask('it', 'GET', `${DOCUMENTS}/${kind}`);
      const sections = (json as unknown as { sections: Section[] }).sections.filter(
        (one) => one.included && classes.some((known) => known === one.class),
      );
      const content = of(`${kind}-${edition}.odt`);
      const { headings } = kept(content);
      const paragraphs = parts(content, 'text:p').join('\n');
      for (const { title } of sections)
        expect([title, headings.some((heading) => heading.endsWith(title))]).toEqual([title, true]);
      if (kind === 'council') expect(sections.length).toBeGreaterThanOrEqual(8);
      for (const caption of sections.flatMap(({ follows }) => follows))
        expect([caption, paragraphs.includes(caption.replace(/\s+/g, ' '))]).toEqual([caption, true]);
    }
  });

  test('the summary is one page in every format', async () => {
    const out = join(folder, 'pages');
    const pages = (name: string) => {
      convert('pdf', out, [join(folder, name.split('.')[1] ?? '', name)]);
      const told = execFileSync('pdfinfo', [join(out, name.replace(/\..*/, '.pdf'))], { encoding: 'utf8' });
      return [name, Number(/Pages:\s+(\d+)/.exec(told)?.[1])];
    };
    for (const format of ['docx', 'odt'])
      expect(pages(`summary-public.${format}`)).toEqual([`summary-public.${format}`, 1]);
    // In the report the page of the summary is followed by that of the next chapter.
    pages('results-internal.docx');
    const told = execFileSync('pdftotext', [join(out, 'results-internal.pdf'), '-'], { encoding: 'utf8' });
    const begins = (title: string) =>
      told
        .split('\f')
        .findIndex((page) => new RegExp(`^\\d\\s${title}`, 'm').test(page) && !page.includes('Inhalt'));
    expect(begins('Ist-Stand') - begins('Zusammenfassung')).toBe(1);
  });

  test('slides and sheets: the same pages and the same cells in both formats', () => {
    for (const name of files.keys()) {
      const other = name.replace('.pptx', '.odp').replace('.xlsx', '.ods');
      if (name.endsWith('.pptx')) {
        expect([name, count(of(name), '<draw:page ')]).toEqual([name, count(of(other), '<draw:page ')]);
        expect(count(of(name), '<draw:page ')).toBeGreaterThan(5);
      } else if (name.endsWith('.xlsx')) {
        expect([name, of(name)]).toEqual([name, of(other)]);
        expect(of(name).split('\n').length).toBeGreaterThan(10);
      }
    }
    // A sheet for each class that has measures.
    expect(count(of('table-technical.ods'), '# table-technical-')).toBeGreaterThan(1);
  });
});
