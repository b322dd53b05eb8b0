/** Documents - PDF/UA-1 from Typst templates, and office files - made in a process of their own that ends when idle. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChartSpec } from '#kernel/chart';
import type { OfficeFileJob } from '../office/write.ts';
import type { DocumentJob, DocumentReply } from './protocol.ts';

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export interface PdfRequest {
  /** File name of the template inside `dir`, e.g. `results.typ`. */
  readonly template: string;
  /** Absolute folder of the templates; nothing outside it can be read. */
  readonly dir: string;
  /** Read by the template as `json("/data.json")`. */
  readonly data: JsonValue;
  /** Further files, read by the template as `/files/<name>`. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** Charts by name, drawn in the worker and read by the template as `/files/<name>.svg`. */
  readonly charts?: Readonly<Record<string, ChartSpec>>;
  /** Shown by readers in the window title; read as `sys.inputs.title`. */
  readonly title: string;
  readonly locale: 'de' | 'en';
  readonly createdAt: Date;
}

/** The document could not be set; `diagnostics` names template, line and reason, one a line. */
export class PdfError extends Error {
  readonly diagnostics: readonly string[];

  constructor(template: string, diagnostics: readonly string[]) {
    super(`${template} could not be made: ${diagnostics[0] ?? 'no reason given'}`);
    this.name = 'PdfError';
    this.diagnostics = diagnostics;
  }
}

const IDLE_MS = 15_000;
const JOB_MS = 60_000;

// A process rather than a thread: after a report of 40 pages a thread left 250 MB with the server for good.
let worker: ChildProcess | undefined;
let idle: NodeJS.Timeout | undefined;
let queue: Promise<unknown> = Promise.resolve();

/**
 * Sets one document as tagged PDF/UA-1; calls are queued and run one after the other.
 * Refuses with {@link PdfError} when the template has a fault, warns (a missing font is only a warning
 * to Typst), or breaks a rule of PDF/UA-1 such as an image without alternative text.
 */
export const renderPdf = (request: PdfRequest): Promise<Uint8Array> =>
  queued(request.template, {
    template: request.template,
    dir: request.dir,
    title: request.title,
    locale: request.locale,
    data: JSON.stringify(request.data),
    files: request.files ?? {},
    charts: request.charts ?? {},
    createdAtSeconds: Math.floor(request.createdAt.getTime() / 1000),
  });

/** Writes one document in an office format, in the same queue. */
export const renderOffice = (job: OfficeFileJob): Promise<Uint8Array> =>
  queued(`${job.document.kind}.${job.format}`, job);

function queued(name: string, job: DocumentJob): Promise<Uint8Array> {
  const result = queue.then(() => run(name, job));
  queue = result.catch(() => undefined);
  return result;
}

/** Ends the worker at once, e.g. when the server shuts down; the next call starts a new one. */
export async function stopPdfWorker(): Promise<void> {
  clearTimeout(idle);
  const ending = worker;
  worker = undefined;
  if (!ending || ending.exitCode !== null) return;
  await new Promise<void>((resolve) => {
    ending.ref();
    ending.once('exit', () => resolve());
    ending.kill();
  });
}

async function run(name: string, job: DocumentJob): Promise<Uint8Array> {
  clearTimeout(idle);
  worker ??= start();
  const reply = await ask(worker, job);
  idle = setTimeout(() => void stopPdfWorker(), IDLE_MS);
  idle.unref();
  if ('faults' in reply) throw new PdfError(name, reply.faults);
  return reply.file;
}

function start(): ChildProcess {
  return fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), {
    execArgv: ['--max-semi-space-size=4'],
    serialization: 'advanced',
    // Nothing of the server's settings: they hold secrets. A small young generation saves some 60 MB, fewer arenas 20.
    env: { MALLOC_ARENA_MAX: '2', SystemRoot: process.env.SystemRoot },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

/** Waits for the answer to one job; a worker that dies or hangs is replaced by the next call. */
function ask(to: ChildProcess, job: DocumentJob): Promise<DocumentReply> {
  return new Promise((resolve) => {
    const settle = (reply: unknown) => {
      clearTimeout(limit);
      to.off('message', settle).off('error', onError).off('exit', onExit);
      // Between jobs it must not keep a process alive that has nothing else to do.
      to.unref();
      to.channel?.unref();
      resolve(reply as DocumentReply);
    };
    const lose = (reason: string) => {
      if (worker === to) worker = undefined;
      settle({ faults: [reason] });
    };
    const onError = (error: Error) => lose(`the PDF worker failed: ${error.message}`);
    const onExit = (code: number | null) => lose(`the PDF worker ended with code ${code}`);
    const limit = setTimeout(() => {
      lose(`not finished after ${JOB_MS / 1000} s`);
      to.kill('SIGKILL');
    }, JOB_MS);
    to.ref();
    to.channel?.ref();
    to.on('message', settle).on('error', onError).on('exit', onExit);
    to.send(job, (error) => error && onError(error));
  });
}
