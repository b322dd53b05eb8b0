import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import { turns } from '#kernel/turns';
import { actorIn } from '#platform/http/bind';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { bodyUpTo, queryParameter, townParameter } from '#platform/http/upload';
import { type Actor, inTown } from '#platform/tx';
import type { ForeignCatalogue } from '../domain/foreign-catalogue.ts';
import { foreignFaultText, foreignRemarkText } from '../domain/foreign-fault-text.ts';
import { foreignOf } from '../domain/oscal/framework-out.ts';
import type { Stamp } from '../domain/oscal/resolve-profile.ts';
import { writeCatalogue } from '../domain/oscal/write-catalogue.ts';
import { MOST_BYTES } from '../domain/upload-limits.ts';
import { catalogueWorkbook, templateWorkbook } from './catalogue-workbook.ts';
import { keepCatalogue } from './keep-catalogue.ts';
import { catalogues } from './load-catalogues.ts';
import { type GivenFile, readForeignFiles } from './read-foreign-files.ts';
import { contentOf } from './store.ts';

const PATH = '/api/v1/towns/:town/catalogue-files';
/** Catalogues come in here, larger than what the interface takes elsewhere. */
export const isCatalogueUpload = (method: string, path: string): boolean =>
  method === 'POST' && /^\/api\/v1\/towns\/[^/]+\/(catalogue-files|question-lists)$/.test(path);

const MOST_FILES = 40;
/** More than this nobody mends by hand. */
export const MOST_FAULTS = 50;
const JSON_TYPE = 'application/json; charset=utf-8';
const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const binary = { schema: { type: 'string', format: 'binary' } };

/** In OpenAPI; the bodies are files, which the contract of the other routes does not know. */
export const catalogueFilesDescription = {
  '/towns/{town}/catalogue-files': {
    post: {
      operationId: 'catalogue.own.upload',
      summary:
        'Bring in a catalogue: OSCAL catalogue or profile with what it imports, YAML library, workbook',
      tags: ['Catalogues'],
      parameters: [townParameter, queryParameter('catalogue', 'Catalogue the file is a further version of')],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: { type: 'object', properties: { files: { type: 'array', items: binary.schema } } },
          },
        },
      },
      responses: { '201': { description: 'The catalogue as it is kept, with remarks' } },
    },
    get: {
      operationId: 'catalogue.own.download',
      summary: 'Hand a catalogue out as OSCAL or workbook, or the empty template',
      tags: ['Catalogues'],
      parameters: [
        townParameter,
        queryParameter(
          'catalogue',
          'Id of a catalogue of the town, `itil` or `vds10000`; without one the template',
        ),
        queryParameter('seq', 'Version, without it the latest'),
        queryParameter('as', '`oscal` or `xlsx`'),
      ],
      responses: { '200': { description: 'The file', content: { 'application/octet-stream': binary } } },
    },
  },
};

export const stampNow = (now: Date): Stamp => ({ uuid: randomUUID(), at: now.toISOString() });

/** Catalogues come in and go out as files. */
export function catalogueFileRoutes(app: HttpApp): void {
  // One at a time: reading may take much memory.
  const one = turns(1);
  const limit = bodyUpTo(MOST_BYTES);
  app.post(PATH, limit, (c) => one(() => takeIn(c)));
  app.get(PATH, (c) => one(() => handOut(c)));
}

/** Who brings or fetches a file of a catalogue; refuses who may not. */
export const actorOf = (c: HttpContext, may: typeof EDITORS | typeof READERS, writes: boolean): Actor =>
  actorIn(c.get('asked'), c.req.param('town') ?? '', { may, byOffice: false, scope: null }, writes);

async function takeIn(c: HttpContext): Promise<Response> {
  const actor = actorOf(c, EDITORS, true);
  const { ground, locale } = c.get('asked');
  const id = c.req.query('catalogue') ?? null;
  if (id !== null && !z.uuid().safeParse(id).success) refuse('not_found', 'not_found');
  const files = await filesOf(c);
  const reading = await readForeignFiles(files, { stamp: stampNow(ground.clock.now()), language: locale });
  if ('faults' in reading)
    return c.json(
      { faults: reading.faults.slice(0, MOST_FAULTS).map((fault) => foreignFaultText(fault)[locale]) },
      422,
    );
  const kept = await inTown(ground, actor, (tx) =>
    keepCatalogue(tx, reading.catalogue, { id, files: files.map(({ name }) => name) }),
  );
  const remarks = reading.remarks.slice(0, MOST_FAULTS).map((remark) => foreignRemarkText(remark)[locale]);
  return c.json({ ...kept, remarks }, 201);
}

/** The files of a form, with names that can be shown; refuses none and too many in the words of who asked for them. */
export async function filesOf(
  c: HttpContext,
  { most, refusal }: { most: number; refusal: string } = { most: MOST_FILES, refusal: 'catalogue_no_file' },
): Promise<GivenFile[]> {
  const form = await c.req.formData().catch(() => refuse('invalid', refusal));
  const given = form.getAll('files').filter((one) => typeof one !== 'string');
  if (given.length === 0 || given.length > most) refuse('invalid', refusal);
  return Promise.all(
    given.map(async (file) => ({
      name: shownName(file.name),
      bytes: new Uint8Array(await file.arrayBuffer()),
    })),
  );
}

/** Only ever shown and compared. */
const shownName = (name: string): string =>
  name
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
    .replace(/[\u0000-\u001f\u007f-\u009f\\]/g, ' ')
    .slice(0, 200);

async function handOut(c: HttpContext): Promise<Response> {
  const actor = actorOf(c, READERS, false);
  const { ground, locale } = c.get('asked');
  const as = c.req.query('as') ?? 'xlsx';
  const asked = c.req.query('catalogue') ?? '';
  if (!asked) return send(c, Buffer.from(await templateWorkbook(locale)), 'katalog-vorlage.xlsx');
  const shipped = catalogues().frameworks.find(({ id }) => id === asked);
  if (!shipped && !z.uuid().safeParse(asked).success) refuse('not_found', 'not_found');
  const seq = Number(c.req.query('seq') ?? Number.NaN);
  const content: ForeignCatalogue = shipped
    ? foreignOf(shipped, stampNow(ground.clock.now()))
    : await inTown(ground, actor, (tx) => contentOf(tx, asked, Number.isInteger(seq) ? seq : null));
  const name = `${content.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60) || 'katalog'}`;
  return as === 'oscal'
    ? send(c, Buffer.from(JSON.stringify(writeCatalogue(content), null, 2)), `${name}.json`)
    : send(c, Buffer.from(await catalogueWorkbook(content, locale)), `${name}.xlsx`);
}

const send = (c: HttpContext, bytes: Buffer, name: string): Response =>
  c.body(new Uint8Array(bytes), 200, {
    'content-type': name.endsWith('.json') ? JSON_TYPE : XLSX_TYPE,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'private, no-cache',
  });
