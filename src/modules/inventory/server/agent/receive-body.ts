import type { HttpContext } from '#platform/http/context';
import { UnreadableReport } from './report-tree.ts';
import { MOST_PACKED } from './unpack.ts';

/** How long a body may take; a place for another agent is kept waiting meanwhile. */
const PATIENCE_MS = 60_000;

/** The body as sent; what is too large is refused at the announcement or as soon as it is, never kept. */
export async function receiveBody(c: HttpContext): Promise<Buffer> {
  const length = c.req.header('content-length');
  const announced = length && /^\d+$/.test(length) ? Number(length) : null;
  if (announced !== null && announced > MOST_PACKED) throw new UnreadableReport('too_large');
  const reader = c.req.raw.body?.getReader();
  if (!reader) return Buffer.alloc(0);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  const late = setTimeout(() => void reader.cancel().catch(() => undefined), PATIENCE_MS);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.length;
      if (bytes > MOST_PACKED) throw new UnreadableReport('too_large');
      pieces.push(value);
    }
  } catch (error) {
    await reader.cancel().catch(() => undefined);
    throw error instanceof UnreadableReport ? error : new UnreadableReport('cut_off');
  } finally {
    clearTimeout(late);
  }
  if (announced !== null && bytes < announced) throw new UnreadableReport('cut_off');
  return Buffer.concat(pieces);
}
