import { refuse } from '#kernel/refuse';
import { actorIn } from '#platform/http/bind';
import type { HttpApp } from '#platform/http/context';
import { queryParameter, townParameter } from '#platform/http/upload';
import type { ImportKind } from '#platform/import/kind';
import { inTown } from '#platform/tx';
import { IMPORTERS } from '../contract.ts';
import { allowedKinds, askFor } from './routes.ts';
import { addRun } from './store.ts';
import { keepUpload } from './upload.ts';

/** Where files come in; their bodies go to the disk as they arrive. */
export const UPLOAD_PATH = /^\/api\/v1\/towns\/[^/]+\/imports$/;

/** The upload in OpenAPI; its body is a file, which the contract of the other routes does not know. */
export const uploadDescription = {
  '/towns/{town}/imports': {
    post: {
      operationId: 'imports.upload',
      summary: 'Upload a table (CSV, XLSX, ODS; at most 50 MB); it is checked then, nothing is stored',
      tags: ['Imports'],
      parameters: [
        townParameter,
        queryParameter('name', 'Name of the file, to be shown'),
        queryParameter('kind', 'Kind of records; without it the headings decide'),
      ],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        '201': {
          description: 'The run that checks it',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                required: ['id'],
                properties: { id: { type: 'string', format: 'uuid' } },
              },
            },
          },
        },
      },
    },
  },
};

/**
 * `POST /imports?name=<file name>&kind=<kind>`: the body is the file itself. Answers 201 with the id of the run, which is
 * being checked then.
 */
export function uploadRoute(app: HttpApp, kinds: readonly ImportKind[], folder: string): void {
  app.post('/api/v1/towns/:town/imports', async (c) => {
    const asked = c.get('asked');
    const actor = actorIn(asked, c.req.param('town'), { may: IMPORTERS, byOffice: false, scope: null }, true);
    const kind = c.req.query('kind') || null;
    if (kind !== null && !allowedKinds(kinds, actor).some(({ name }) => name === kind))
      refuse('invalid', 'invalid_input', [{ path: 'kind', code: 'not_allowed' }]);
    const id = asked.ground.newId();
    const length = c.req.header('content-length');
    const announced = length !== undefined && /^\d+$/.test(length) ? Number(length) : null;
    const bytes = await keepUpload(folder, id, c.req.raw.body, announced);
    await inTown(asked.ground, actor, async (tx) => {
      await addRun(tx, { id, fileName: fileName(c.req.query('name')), bytes, kind });
      await askFor(tx, { id, act: 'check' });
    });
    return c.json({ id }, 201);
  });
}

/** Only ever shown; the file on disk has a name of our own. */
const fileName = (given: string | undefined): string =>
  (given ?? '')
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is left out
    .replace(/[\u0000-\u001f\u007f-\u009f/\\]/g, ' ')
    .trim()
    .slice(0, 200) || 'import';
