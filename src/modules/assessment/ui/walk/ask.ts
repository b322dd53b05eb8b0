/** An answer of the server, or that there is none. */
export type Answer = { status: number; json: unknown } | { status: 'away' };

/** Not the request's fault, and worth another try. */
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

interface Asked {
  method?: 'GET' | 'PUT' | 'DELETE';
  body?: BodyInit;
  headers?: Record<string, string>;
  timeoutMs?: number;
}

/** Asks the interface; a lost line, a cut-off answer and a server that cannot now are all `away`. */
export async function ask(path: string, asked: Asked = {}): Promise<Answer> {
  const { method = 'GET', body, headers, timeoutMs = 15_000 } = asked;
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
      headers: { ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}), ...headers },
      signal: AbortSignal.timeout(timeoutMs),
      cache: 'no-store',
    });
    if (LATER.has(response.status)) return { status: 'away' };
    return { status: response.status, json: await response.json() };
  } catch {
    return { status: 'away' };
  }
}

/** A picture as it is, or null when it cannot be had now. */
export async function askPicture(path: string): Promise<Blob | null> {
  try {
    const response = await fetch(`/api/v1${path}`, { signal: AbortSignal.timeout(60_000) });
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
}

interface Problem {
  code?: string;
  text?: string;
  fields?: { path: string; text: string }[];
}
const asProblem = (json: unknown): Problem => (json as Problem | null) ?? {};

/** What the server said, with what it said of single fields. */
export const problemText = (json: unknown): string => {
  const { text = '', fields = [] } = asProblem(json);
  return [text, ...fields.map((field) => field.text)].filter(Boolean).join(' ');
};
export const problemCode = (json: unknown): string => asProblem(json).code ?? '';
