import { EDITORS } from '#kernel/functions';
import { turns } from '#kernel/turns';
import { olderEdition } from '#modules/catalogue';
import { actorIn } from '#platform/http/bind';
import type { HttpApp, HttpContext } from '#platform/http/context';
import { sentence } from '#platform/http/errors';
import { bodyUpTo, townParameter } from '#platform/http/upload';
import { UnreadableFile } from '#platform/import/kind';
import { readTables } from '#platform/import/tables';
import { olderFaultText, olderLimits, readOlderSheets } from '../domain/older-sheet.ts';

const PATH = '/api/v1/towns/:town/older-result-files';
/** An older result comes in here as a file, larger than what the interface takes elsewhere. */
export const isOlderResultUpload = (method: string, path: string): boolean =>
  method === 'POST' && /^\/api\/v1\/towns\/[^/]+\/older-result-files$/.test(path);

const MOST_BYTES = 8_000_000;
const MOST_FAULTS = 50;

/** In OpenAPI; the body is a file, which the contract of the other routes does not know. */
export const olderResultDescription = {
  '/towns/{town}/older-result-files': {
    post: {
      operationId: 'assessment.readOlderResult',
      summary: 'Read a table with chapter and result (CSV, XLSX, ODS); nothing is stored',
      tags: ['Assessment'],
      parameters: [townParameter],
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        '200': { description: 'The chapters that were read' },
        '422': { description: 'Every fault with its row' },
      },
    },
  },
};

/** The body is the file itself. What was read fills the form; whoever has looked at it saves. */
export function olderResultRoute(app: HttpApp): void {
  // One at a time: reading may take much memory.
  const one = turns(1);
  const limit = bodyUpTo(MOST_BYTES);
  app.post(PATH, limit, (c) => one(() => read(c)));
}

async function read(c: HttpContext): Promise<Response> {
  const { locale } = c.get('asked');
  actorIn(c.get('asked'), c.req.param('town') ?? '', { may: EDITORS, byOffice: true, scope: null }, true);
  const bytes = new Uint8Array(await c.req.arrayBuffer());
  try {
    const chapters = olderEdition().chapters.map(({ code }) => code);
    const { entries, faults } = readOlderSheets(await readTables(bytes, '', olderLimits), chapters);
    if (faults.length === 0) return c.json({ chapters: entries });
    const told = faults.slice(0, MOST_FAULTS).map((fault) => olderFaultText(fault)[locale]);
    return c.json({ chapters: entries, faults: told, faultTotal: faults.length }, 422);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { code, params } = error.fault;
    return c.json(
      { chapters: [], faults: [sentence(`field_${code}`, { ...params }, locale)], faultTotal: 1 },
      422,
    );
  }
}
