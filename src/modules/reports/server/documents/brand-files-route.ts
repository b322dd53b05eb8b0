import sharp from 'sharp';
import { EDITORS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import { turns } from '#kernel/turns';
import { actorIn } from '#platform/http/bind';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { bodyUpTo, queryParameter, townParameter } from '#platform/http/upload';
import { PLACEHOLDERS, readTemplate, sampleTemplate } from '#platform/office/docx-template';
import { inTown, type TownTx } from '#platform/tx';
import { loadTemplate, lockBlocks } from '../blocks/store.ts';
import { type BrandFile, type FileOrigin, keepFile } from './brand-file.ts';
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
      parameters: [
        townParameter,
        queryParameter('purpose', '`arms` or `template`'),
        queryParameter('based', '`1`: a changed state of the template that was taken from a consultancy'),
      ],
      requestBody: { required: true, content: multipart },
      responses: {
        '201': { description: 'The look as it is now' },
        '422': { description: 'Every place of the template that nobody knows, or why the file is refused' },
      },
    },
    get: {
      operationId: 'reports.documents.sampleTemplate',
      summary: 'A text document (DOCX) with every place, to begin with; or the own one',
      tags: ['Reports'],
      parameters: [townParameter, queryParameter('which', '`own`: the one that is used')],
      responses: { '200': { description: 'DOCX' } },
    },
  },
};

export function brandFilesRoute(app: HttpApp): void {
  // One at a time: unpacking and drawing may take much memory.
  const one = turns(1);
  app.post(PATH, bodyUpTo(MOST_BYTES, 'document_file_too_large'), (c) => one(() => bring(c)));
  app.get(PATH, handOutSample);
}

const actorOf = (c: HttpContext, does: 'reads' | 'writes') =>
  actorIn(
    c.get('asked'),
    c.req.param('town') ?? '',
    { may: EDITORS, byOffice: false, scope: null },
    does === 'writes',
  );

async function bring(c: HttpContext): Promise<Response> {
  const actor = actorOf(c, 'writes');
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
  const based = purpose === 'template' && c.req.query('based') === '1';
  const look = await inTown(c.get('asked').ground, actor, async (tx) => {
    // What it is based on may just be being taken anew.
    await lockBlocks(tx);
    return keepFile(tx, { purpose, name, ...kept, origin: based ? await originBehind(tx) : null });
  });
  return c.json(look, 201);
}

type Kept = Pick<BrandFile, 'content' | 'width' | 'height'>;

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

/** What a changed text document rests on: the one of a consultancy that lies there now. */
async function originBehind(tx: TownTx): Promise<FileOrigin | null> {
  const before = await loadTemplate(tx);
  if (!before?.origin_town || !before.origin_on || !before.origin_sha256) return null;
  const { origin_town: town, origin_name: name, origin_on: on, origin_sha256: sha256 } = before;
  return { town, name, on, sha256, adapted: true };
}

/** The sample, or with `which=own` the text document as it lies there, to be changed in a word processor. */
async function handOutSample(c: HttpContext): Promise<Response> {
  const actor = actorOf(c, 'reads');
  const { ground } = c.get('asked');
  const brand = await inTown(ground, actor, (tx) => loadBrand(tx, tx.actor.townSlug));
  const own = c.req.query('which') === 'own';
  const bytes = own
    ? (brand.template ?? refuse('not_found', 'not_found'))
    : sampleTemplate(brand, ground.clock.now());
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'content-disposition': `attachment; filename="${own ? 'vorlage' : 'mustervorlage'}.docx"`,
    'cache-control': 'private, no-store',
  });
}
