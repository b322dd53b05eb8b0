import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChartSpec } from '#kernel/chart';
import { PdfError, type PdfRequest, renderPdf, stopPdfWorker } from './render.ts';

const HEAD = `#set document(title: sys.inputs.title, date: auto)
#set text(font: "Fira Sans", lang: sys.inputs.locale)
= #json("/data.json").greeting
`;
const TEMPLATES = {
  'plain.typ': HEAD,
  'with-alt.typ': `${HEAD}#image("/files/levels.svg", alt: "Stufe 2, Ziel 3")`,
  'without-alt.typ': `${HEAD}#image("/files/levels.svg")`,
  'strange-font.typ': `${HEAD}#text(font: "No Such Font")[Hallo]`,
  'outside.typ': `${HEAD}#read("../secret.txt")`,
};
const levels: ChartSpec = {
  kind: 'levels',
  locale: 'de',
  groupName: 'Praktik',
  levelName: 'Ist',
  gapName: 'Abstand',
  targetName: 'Ziel',
  unratedName: 'nicht bewertet',
  groups: [{ key: 'servicedesk', name: 'Servicedesk', level: 2, target: 3 }],
};

let dir = '';
const request = (template: keyof typeof TEMPLATES, charts: PdfRequest['charts'] = {}): PdfRequest => ({
  template,
  dir,
  data: { greeting: 'Grüße aus Tannau' },
  charts,
  title: 'Ein Titel',
  locale: 'de',
  createdAt: new Date('2026-11-27T15:00:00Z'),
});
const faultsOf = async (job: Promise<unknown>): Promise<string> => {
  const error = await job.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PdfError)) throw new Error('expected a PdfError');
  return error.diagnostics.join('\n');
};

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'pdf-'));
  for (const [name, source] of Object.entries(TEMPLATES)) writeFileSync(join(dir, name), source);
});
afterAll(async () => {
  await stopPdfWorker();
  rmSync(dir, { recursive: true });
});

test('a document is marked as PDF/UA-1, tagged, titled and in German', async () => {
  const text = Buffer.from(await renderPdf(request('plain.typ'))).toString('latin1');
  expect(text.slice(0, 5)).toBe('%PDF-');
  expect(text).toMatch(/pdfuaid:part>1</);
  expect(text).toMatch(/\/Marked true/);
  expect(text).toMatch(/\/Lang \(de/);
  expect(text).toMatch(/\/DisplayDocTitle true/);
  expect(text).toContain('/StructTreeRoot');
  expect(text).toContain('Ein Titel');
});

test('a chart with alternative text is set, one without is refused with the reason', async () => {
  const pdf = await renderPdf(request('with-alt.typ', { levels }));
  expect(pdf.length).toBeGreaterThan(5000);
  expect(await faultsOf(renderPdf(request('without-alt.typ', { levels })))).toMatch(/missing alt text/);
});

test('a missing font is a fault, though Typst only warns', async () => {
  expect(await faultsOf(renderPdf(request('strange-font.typ')))).toMatch(/unknown font family/);
});

test('a template reads nothing outside its folder', async () => {
  expect(await faultsOf(renderPdf(request('outside.typ')))).not.toBe('');
});

test('calls at the same time are queued, and one that fails does not hold up the next', async () => {
  const results = await Promise.allSettled([
    renderPdf(request('plain.typ')),
    renderPdf(request('without-alt.typ', { levels })),
    renderPdf(request('plain.typ')),
  ]);
  expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a worker that was ended is replaced', async () => {
  await stopPdfWorker();
  expect((await renderPdf(request('plain.typ'))).length).toBeGreaterThan(1000);
});
