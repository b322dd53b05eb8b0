/** The process that sets documents, one after the other; it ends when its parent does. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import type { DocumentJob, DocumentReply, PdfJob } from './protocol.ts';

const FACES = ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold'];
const require = createRequire(import.meta.url);
const fontBlobs = FACES.map((face) =>
  readFileSync(require.resolve(`@expo-google-fonts/fira-sans/${face}/FiraSans_${face}.ttf`)),
);

interface Diagnostic {
  readonly path?: string;
  readonly range?: unknown;
  readonly message?: string;
  readonly hints?: readonly string[];
}

// Later documents rarely come from another folder, so one compiler is kept as long as the folder stays.
let compiler: { readonly dir: string; readonly it: NodeCompiler } | undefined;

function compilerFor(dir: string): NodeCompiler {
  if (compiler?.dir !== dir) {
    compiler = { dir, it: NodeCompiler.create({ workspace: dir, fontArgs: [{ fontBlobs }] }) };
  }
  return compiler.it;
}

function describe(typst: NodeCompiler, error: NodeError | null): string[] {
  if (!error) return [];
  const list = typst.fetchDiagnostics(error) as Diagnostic[];
  return list.map(({ path, range, message, hints }) => {
    const place = path ? `${path}${range ? ` ${JSON.stringify(range)}` : ''}: ` : '';
    return `${place}${message ?? 'unknown fault'}${hints?.length ? ` (${hints.join('; ')})` : ''}`;
  });
}

async function addFiles(typst: NodeCompiler, job: PdfJob): Promise<void> {
  typst.resetShadow();
  typst.mapShadow(join(job.dir, 'data.json'), Buffer.from(job.data));
  for (const [name, bytes] of Object.entries(job.files)) {
    typst.mapShadow(join(job.dir, 'files', name), Buffer.from(bytes));
  }
  const charts = Object.entries(job.charts);
  if (charts.length === 0) return;
  const { renderChartSvg } = await import('../charts/chart-svg.ts');
  for (const [name, spec] of charts) {
    typst.mapShadow(join(job.dir, 'files', `${name}.svg`), Buffer.from(await renderChartSvg(spec)));
  }
}

async function render(job: PdfJob): Promise<DocumentReply> {
  const typst = compilerFor(job.dir);
  try {
    await addFiles(typst, job);
    const outcome = typst.compile({
      mainFilePath: join(job.dir, job.template),
      inputs: { title: job.title, locale: job.locale },
    });
    const errors = describe(typst, outcome.takeError());
    const warnings = describe(typst, outcome.takeWarnings());
    const { result } = outcome;
    if (errors.length > 0 || warnings.length > 0 || !result) return { faults: [...errors, ...warnings] };
    return { file: typst.pdf(result, { pdfStandard: 'ua-1', creationTimestamp: job.createdAtSeconds }) };
  } catch (error) {
    return { faults: reasons(error) };
  } finally {
    typst.resetShadow();
    typst.evictCache(2);
  }
}

/** Faults found while exporting arrive as one message with a debug print of the diagnostics. */
function reasons(error: unknown): string[] {
  const text = error instanceof Error ? error.message : String(error);
  const found = [...text.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '');
  return found.length > 0 ? found : [text];
}

/** An office file needs no typesetter; what it is made with is loaded when the first one is asked for. */
async function write(job: Exclude<DocumentJob, PdfJob>): Promise<DocumentReply> {
  try {
    const { writeOfficeFile } = await import('../office/write.ts');
    return { file: await writeOfficeFile(job) };
  } catch (error) {
    return { faults: [error instanceof Error ? error.message : String(error)] };
  }
}

process.on('message', (job: DocumentJob) => {
  void ('format' in job ? write(job) : render(job)).then((reply) => process.send?.(reply));
});
