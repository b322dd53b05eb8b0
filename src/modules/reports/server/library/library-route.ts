import { EDITORS } from '#kernel/functions';
import { refuse } from '#kernel/refuse';
import { turns } from '#kernel/turns';
import { actorIn } from '#platform/http/bind';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { bodyUpTo, queryParameter, townParameter } from '#platform/http/upload';
import { type Actor, type Ground, inTown } from '#platform/tx';
import { keepLibrary, readLibraryFile, writeLibrary } from './library-file.ts';

const PATH = '/api/v1/towns/:town/library-file';
const MOST_BYTES = 4_000_000;

/** The body is a file, with a limit of its own. */
export const isLibraryUpload = (method: string, path: string): boolean =>
  method === 'POST' && /^\/api\/v1\/towns\/[^/]+\/library-file$/.test(path);

/** In OpenAPI; the body is a file, which the contract of the other routes does not know. */
export const libraryFileDescription = {
  '/towns/{town}/library-file': {
    post: {
      operationId: 'reports.library.bring',
      summary: 'Look at a file of an own library (YAML: measures and text blocks), or keep what it holds',
      tags: ['Reports'],
      parameters: [townParameter, queryParameter('keep', '`1`: keep it; otherwise nothing is stored')],
      requestBody: { required: true, content: { 'application/yaml': { schema: { type: 'string' } } } },
      responses: {
        '200': {
          description:
            'How many are new, changed or as they are here, and how many other towns may take from then on',
        },
        '422': { description: 'Every fault of the file with its place' },
      },
    },
    get: {
      operationId: 'reports.library.file',
      summary: 'The own library of the town as YAML: measures and text blocks that it wrote itself',
      tags: ['Reports'],
      parameters: [townParameter],
      responses: { '200': { description: 'YAML' } },
    },
  },
};

export function libraryFileRoute(app: HttpApp): void {
  // One at a time: reading may take much memory.
  const one = turns(1);
  app.post(PATH, bodyUpTo(MOST_BYTES), (c) => one(() => bring(c)));
  app.get(PATH, handOut);
}

const actorOf = (c: HttpContext, does: 'reads' | 'writes'): Actor =>
  actorIn(
    c.get('asked'),
    c.req.param('town') ?? '',
    { may: EDITORS, byOffice: false, scope: null },
    does === 'writes',
  );

async function bring(c: HttpContext): Promise<Response> {
  const actor = actorOf(c, 'writes');
  const text = await c.req.text();
  if (text.trim() === '') return refuse('invalid', 'library_file_missing');
  return c.json(
    await bringLibrary(c.get('asked').ground, actor, text, { keep: c.req.query('keep') === '1' }),
  );
}

/** Takes nothing back out of the transaction but what it would have done. */
class OnlyLooked extends Error {
  readonly found: Awaited<ReturnType<typeof keepLibrary>>;
  constructor(found: Awaited<ReturnType<typeof keepLibrary>>) {
    super('only looked');
    this.found = found;
  }
}

/** Reads a file and keeps it, or tells what would come of it. Refuses `library_file` with every fault. */
export async function bringLibrary(
  ground: Ground,
  actor: Actor,
  text: string,
  { keep }: { readonly keep: boolean },
): Promise<Awaited<ReturnType<typeof keepLibrary>>> {
  const reading = await readLibraryFile(text);
  return inTown(ground, actor, async (tx) => {
    const found = await keepLibrary(tx, reading);
    if (!keep) throw new OnlyLooked(found);
    return found;
  }).catch((error: unknown) => {
    if (error instanceof OnlyLooked) return error.found;
    throw error;
  });
}

async function handOut(c: HttpContext): Promise<Response> {
  const actor = actorOf(c, 'reads');
  const text = await inTown(c.get('asked').ground, actor, writeLibrary);
  return c.body(text, 200, {
    'content-type': 'application/yaml; charset=utf-8',
    'content-disposition': `attachment; filename="bibliothek-${actor.townSlug}.yaml"`,
    'cache-control': 'private, no-store',
  });
}
