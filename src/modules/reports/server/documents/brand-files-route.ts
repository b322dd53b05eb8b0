import sharp from 'sharp';
import { EDITORS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import { turns } from '#kernel/turns';
import { actorIn } from '#platform/http/bind';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { bodyUpTo, queryParameter, townParameter } from '#platform/http/upload';
import { PLACEHOLDERS, readTemplate, sampleTemplate } from '#platform/office/docx-template';
import { inTown, type TownTx, tables } from '#platform/tx';
import type { ReportsTables } from '../tables.ts';
import { showBrand, tellChange } from './brand.ts';
import { loadBrand } from './store.ts';

const PATH = '/api/v1/towns/:town/document-files';
const MOST_BYTES = 2_000_000;
/** Longest side of the arms in px: sharp in print at two centimetres. */
const ARMS_SIDE = 600;
const TYPES: readonly (string | undefined)[] = ['png', 'jpeg', 'webp'];

/** The bodies are files, with a limit of their own. */
export const isBrandUpload = (method: string, path: string): boolean =>
  method === 'POST' && /^\/api\/v1\/towns\/[^/]+\/document-files$/.test(path);

const multipart = {
  'multipart/form-data': {
    schema: { type: 'object', properties: { files: { type: 'string', format: 'binary' } } },
  },
};

/** In OpenAPI; the body is a file, which the contract of the other routes does not know. */
export const brandFilesDescription = {
  '/towns/{town}/document-files': {
    post: {
      operationId: 'reports.documents.brandFile',
      summary:
        'Arms of the town (PNG, JPEG, WebP) or its own text document (DOCX) with places for the content',
      tags: ['Reports'],
      parameters: [townParameter, queryParameter('purpose', '`arms` or `template`')],
      requestBody: { required: true, content: multipart },
      responses: {
        '201': { description: 'The look as it is now' },
        '422': { description: 'Every place of the template that nobody knows, or why the file is refused' },
      },
    },
    get: {
      operationId: 'reports.documents.sampleTemplate',
      summary: 'A text document (DOCX) with every place, to begin with',
      tags: ['Reports'],
      parameters: [townParameter],
      responses: { '200': { description: 'DOCX' } },
    },
  },
};

export function brandFilesRoute(app: HttpApp): void {
  // One at a time: unpacking and drawing may take much memory.
  const one = turns(1);
  app.post(PATH, bodyUpTo(MOST_BYTES), (c) => one(() => bring(c)));
  app.get(PATH, handOutSample);
}

const actorOf = (c: HttpContext, writes: boolean) =>
  actorIn(c.get('asked'), c.req.param('town') ?? '', { may: EDITORS, byOffice: false, scope: null }, writes);

async function bring(c: HttpContext): Promise<Response> {
  const actor = actorOf(c, true);
  const purpose = c.req.query('purpose');
  if (purpose !== 'arms' && purpose !== 'template') return refuse('invalid', 'document_file_missing');
  const form = await c.req.formData().catch(() => refuse('invalid', 'document_file_missing'));
  const file = form.get('files');
  if (file === null || typeof file === 'string' || file.size === 0)
    return refuse('invalid', 'document_file_missing');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kept = purpose === 'arms' ? await asArms(bytes) : asTemplate(bytes);
  const name = file.name
    .toWellFormed()
    .replace(/[^\p{L}\p{N} ._-]/gu, ' ')
    .slice(0, 200);
  const look = await inTown(c.get('asked').ground, actor, (tx) => keepFile(tx, { purpose, name, ...kept }));
  return c.json(look, 201);
}

interface Kept {
  readonly content: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A picture written anew, so that it carries nothing but itself. Refuses `document_arms`. */
async function asArms(bytes: Uint8Array): Promise<Kept> {
  try {
    const image = sharp(bytes, { limitInputPixels: 50_000_000 });
    if (!TYPES.includes((await image.metadata()).format)) return refuse('invalid', 'document_arms');
    const { data, info } = await image
      .autoOrient()
      .resize(ARMS_SIDE, ARMS_SIDE, { fit: 'inside', withoutEnlargement: true })
      .png()
      .toBuffer({ resolveWithObject: true });
    return { content: data, width: info.width, height: info.height };
  } catch {
    return refuse('invalid', 'document_arms');
  }
}

/** Refuses what is no template, and names every place that nobody knows. */
function asTemplate(bytes: Uint8Array): Kept {
  const reading = readTemplate(bytes);
  if ('fault' in reading) return refuse('invalid', `document_template_${reading.fault}`);
  const known = PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ');
  if (reading.unknown.length > 0) {
    const list = reading.unknown.map((name) => `{{${name}}}`).join(', ');
    refuse('invalid', 'document_placeholders', [], { list, known });
  }
  if (!reading.content) refuse('invalid', 'document_no_content_place', [], { place: '{{inhalt}}' });
  return { content: Buffer.from(bytes), width: 0, height: 0 };
}

async function keepFile(tx: TownTx, file: Kept & { purpose: 'arms' | 'template'; name: string }) {
  const { purpose, name, content, width, height } = file;
  const values = { name, content, width, height };
  await tables<ReportsTables & { document_file: { created_at: Date; updated_at: Date } }>(tx)
    .insertInto('document_file')
    .values({
      id: tx.newId(),
      town_id: tx.actor.townId,
      purpose,
      ...values,
      created_at: tx.now,
      updated_at: tx.now,
    } as never)
    .onConflict((on) => on.columns(['town_id', 'purpose']).doUpdateSet(values as never))
    .execute();
  await tellChange(tx, `${purpose}: ${name}`);
  return showBrand(tx);
}

async function handOutSample(c: HttpContext): Promise<Response> {
  const actor = actorOf(c, false);
  const { ground } = c.get('asked');
  const brand = await inTown(ground, actor, (tx) => loadBrand(tx, tx.actor.townSlug));
  const bytes = sampleTemplate(brand, ground.clock.now());
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'content-disposition': 'attachment; filename="mustervorlage.docx"',
    'cache-control': 'private, no-store',
  });
}
