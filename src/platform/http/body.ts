import { Refusal } from '#kernel/refuse';

/**
 * The request with its body proven to be an object as JSON in UTF-8, as the interface takes it. Refuses what is cut off,
 * of another type or in another encoding before anything is done: read loosely, `Straße` in Latin-1 or half of an emoji
 * would be kept as `Stra�e`.
 */
export async function readableRequest(request: Request): Promise<Request> {
  if (request.method === 'GET' || request.method === 'HEAD') return request;
  const bytes = await request.arrayBuffer();
  const { url, method, headers, signal } = request;
  if (bytes.byteLength === 0) return new Request(url, { method, headers, signal });
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? '')) unreadable();
  return new Request(url, { method, headers, signal, body: jsonText(bytes) });
}

function jsonText(bytes: ArrayBuffer): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text, /\\u[dD][89a-fA-F]/.test(text) ? wellFormed : undefined);
    return value && typeof value === 'object' && !Array.isArray(value) ? text : unreadable();
  } catch {
    return unreadable();
  }
}

function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === 'string' && !value.isWellFormed() ? unreadable() : value;
}

function unreadable(): never {
  throw new Refusal('invalid', 'malformed');
}
