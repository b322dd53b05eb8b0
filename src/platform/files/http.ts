import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { isId } from '#kernel/ids';
import { refuse } from '#kernel/refuse';
import { actorIn } from '../http/bind.ts';
import type { HttpApp, HttpContext } from '../http/context.ts';
import { log } from '../log.ts';
import { inTown } from '../tx.ts';
import { disposition, safeName } from './file-name.ts';
import { changeableRecord, type FileHome } from './home.ts';
import { receiveFile } from './receive.ts';
import { addRow, findFile, readFile } from './rows.ts';
import { findContent, readContent } from './store.ts';
import { typeOfMedia } from './types.ts';

/** Addresses whose body is a file: it goes to the disk as it comes, with a limit of its own. */
export const isFileUpload = (method: string, path: string): boolean =>
  (method === 'POST' && /^\/api\/v1\/towns\/[^/]+\/[^/]+\/[^/]+\/files$/.test(path)) ||
  (method === 'PUT' && /^\/api\/v1\/towns\/[^/]+\/[^/]+\/[^/]+\/files\/[^/]+$/.test(path));

/** Shown in the browser at most as a picture: no script, no form, no address of ours. */
const SANDBOX = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox";

/**
 * `POST .../{records}/{id}/files?name=<file name>`: the body is the file itself, Content-Type what it is declared as.
 * `PUT .../files/{fileId}?name=<file name>`: the same under an id made by the sender; sent again it is there once. With
 * `&by=<user id>` it is refused when somebody else is signed in by now.
 * `GET .../files/{fileId}/content`: the content for saving; with `?inline=1` a picture is shown.
 */
export function fileContentRoutes(app: HttpApp, homes: readonly FileHome[]): void {
  for (const home of homes) {
    const files = `/api/v1/towns/:town/${home.path}/:id/files` as const;
    app.post(files, (c) => upload(c, home, c.req.param('town'), recordId(c.req.param('id'))));
    app.put(`${files}/:fileId`, (c) =>
      upload(c, home, c.req.param('town'), recordId(c.req.param('id')), recordId(c.req.param('fileId'))),
    );
    app.get(`${files}/:fileId/content`, (c) =>
      download(c, home, c.req.param('town'), recordId(c.req.param('id')), recordId(c.req.param('fileId'))),
    );
  }
}

const recordId = (given: string): string => (isId(given) ? given : refuse('not_found', 'not_found'));

async function upload(
  c: HttpContext,
  home: FileHome,
  slug: string,
  id: string,
  fileId?: string,
): Promise<Response> {
  const asked = c.get('asked');
  const { ground } = asked;
  const actor = actorIn(asked, slug, { may: home.write, byOffice: true, scope: null }, true);
  const given = c.req.query('name')?.trim() ?? '';
  if (!given) refuse('invalid', 'file_name_missing');
  const by = c.req.query('by');
  if (by && by !== actor.userId) refuse('forbidden', 'other_person');
  // Who may not is told before anything is read.
  const there = await inTown(ground, actor, async (tx) => {
    await changeableRecord(tx, home, id);
    return fileId ? findFile(tx, home, id, fileId) : undefined;
  });
  if (there) return c.json(there, 200);
  const length = c.req.header('content-length') ?? '';
  const kept = await receiveFile(
    ground.files,
    actor.townId,
    {
      name: safeName(given),
      declared: c.req.header('content-type') ?? '',
      bytes: /^\d{1,15}$/.test(length) ? Number(length) : null,
    },
    c.req.raw.body,
  );
  const { view, fresh } = await inTown(ground, actor, (tx) => addRow(tx, home, id, kept, fileId));
  return c.json(view, fresh ? 201 : 200);
}

async function download(
  c: HttpContext,
  home: FileHome,
  slug: string,
  id: string,
  fileId: string,
): Promise<Response> {
  const asked = c.get('asked');
  const actor = actorIn(asked, slug, { may: home.read, byOffice: false, scope: null }, false);
  const view = await inTown(asked.ground, actor, (tx) => readFile(tx, home, id, fileId));
  const path = await findContent(asked.ground.files.folder, actor.townId, view.sha256);
  if (!path) {
    log.error('content of a file is missing', { town: actor.townId, sha256: view.sha256 });
    return refuse('unavailable', 'file_content_missing');
  }
  const type = typeOfMedia(view.mediaType);
  const shown = type?.kind === 'image' && c.req.query('inline') !== undefined;
  const charset = type?.kind === 'text' ? '; charset=utf-8' : '';
  return c.body(Readable.toWeb(readContent(path)) as ReadableStream, 200, {
    'content-type': type ? `${type.mediaType}${charset}` : 'application/octet-stream',
    'content-length': String((await stat(path)).size),
    'content-disposition': disposition(shown ? 'inline' : 'attachment', view.name),
    'content-security-policy': SANDBOX,
    'cache-control': 'private, no-store',
  });
}
