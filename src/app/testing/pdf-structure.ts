import { execFileSync } from 'node:child_process';

type Value = string | number | boolean | null | Value[] | { [key: string]: Value };
type Dictionary = { [key: string]: Value };
interface Stored {
  value?: Value;
  stream?: { dict: Dictionary; data: string };
}

interface PdfStructure {
  headings: number[];
  tables: number;
  headCells: number;
  figures: number;
  /** What breaks ISO 14289-1 (PDF/UA-1), as far as it can be told by a program. */
  faults: string[];
}

/** Reads the structure of a PDF with qpdf and poppler and says what a screen reader would stumble over. */
export function structureOf(path: string): PdfStructure {
  const run = (command: string, args: string[]) =>
    execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] });
  const { qpdf } = JSON.parse(
    run('qpdf', [
      ...['--json=2', '--json-key=qpdf', '--json-stream-data=inline', '--decode-level=all'],
      ...['--warning-exit-0', path],
    ]),
  ) as { qpdf: [unknown, Record<string, Stored>] };
  const [, objects] = qpdf;
  const stored = (at: Value | undefined): Stored => objects[`obj:${at}`] ?? {};
  const follow = (at: Value | undefined): Value | undefined =>
    typeof at === 'string' && / \d+ R$/.test(at) ? (stored(at).value ?? stored(at).stream?.dict) : at;
  const dictionary = (at: Value | undefined): Dictionary => {
    const found = follow(at);
    return found && typeof found === 'object' && !Array.isArray(found) ? found : {};
  };
  const found: PdfStructure = { headings: [], tables: 0, headCells: 0, figures: 0, faults: [] };
  const expected = (holds: boolean, fault: string) => {
    if (!holds && !found.faults.includes(fault)) found.faults.push(fault);
  };

  const catalog = dictionary(dictionary(objects.trailer?.value)['/Root']);
  expected(/^u:(de|en)/.test(String(catalog['/Lang'])), 'no language');
  expected(dictionary(catalog['/MarkInfo'])['/Marked'] === true, 'not tagged');
  expected(dictionary(catalog['/ViewerPreferences'])['/DisplayDocTitle'] === true, 'title not shown');
  const { stream } = stored(catalog['/Metadata']);
  const xmp = Buffer.from(stream?.data ?? '', 'base64').toString();
  expected(/pdfuaid:part>1</.test(xmp), 'does not say PDF/UA-1');
  expected(/<dc:title>[\s\S]*\S[\s\S]*<\/dc:title>/.test(xmp), 'no title');

  const visit = (at: Value | undefined): void => {
    const element = follow(at);
    if (Array.isArray(element)) {
      element.forEach(visit);
      return;
    }
    if (!element || typeof element !== 'object') return;
    const role = String(element['/S']);
    if (role === '/Table') found.tables++;
    if (/^\/H[1-6]$/.test(role)) found.headings.push(Number(role.slice(2)));
    if (role === '/Figure') {
      found.figures++;
      expected(Boolean(element['/Alt'] || element['/ActualText']), 'figure without words');
    }
    if (role === '/TH') {
      found.headCells++;
      const attributes = [follow(element['/A'])].flat();
      expected(
        attributes.some((one) => '/Scope' in dictionary(one)),
        'head cell of nothing',
      );
    }
    visit(element['/K']);
  };
  visit(dictionary(catalog['/StructTreeRoot'])['/K']);
  expected(found.headings[0] === 1, 'first heading is not the first level');
  for (const [at, level] of found.headings.entries())
    expected(level <= (found.headings[at - 1] ?? 0) + 1, 'heading skips a level');
  expected(found.tables === 0 || found.headCells > 0, 'tables without head');

  for (const { value } of Object.values(objects)) {
    const one = dictionary(value);
    if (one['/Type'] === '/Page' && one['/Annots']) expected(one['/Tabs'] === '/S', 'order of tabs');
    if (one['/Subtype'] === '/Link') expected(Boolean(one['/Contents']), 'link without words');
  }
  for (const font of run('pdffonts', [path]).split('\n').slice(2).filter(Boolean))
    expected(
      / yes (yes|no) +yes /.test(font),
      `font not embedded or without Unicode: ${font.slice(0, 30).trim()}`,
    );
  return found;
}
