import type { HttpApp } from '#platform/http/context';

/** A browser from some address: keeps its cookies, says where its requests come from. */
export interface Visitor {
  cookies: Map<string, string>;
  /** The Set-Cookie lines of the last answer. */
  set: string[];
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Sends a form as a page of ours would. */
  form(path: string, fields: Record<string, string>): Promise<Response>;
}

export function visitor(app: HttpApp, address: string): Visitor {
  const cookies = new Map<string, string>();
  const me: Visitor = {
    cookies,
    set: [],
    send: async (method, path, body, headers = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const whole = body instanceof URLSearchParams || body instanceof FormData || body === undefined;
      const sent = whole ? body : JSON.stringify(body);
      const answer = await app.request(
        path,
        {
          method,
          headers: {
            'sec-fetch-site': 'same-origin',
            ...(cookie ? { cookie } : {}),
            ...(typeof sent === 'string' ? { 'content-type': 'application/json' } : {}),
            ...headers,
          },
          ...(sent === undefined ? {} : { body: sent }),
        },
        { incoming: { socket: { remoteAddress: address } } },
      );
      me.set = answer.headers.getSetCookie();
      for (const line of me.set) {
        const [pair = ''] = line.split(';');
        const [name = '', value = ''] = pair.split('=');
        if (/Max-Age=0/.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return answer;
    },
    form: (path, fields) => me.send('POST', path, new URLSearchParams(fields)),
  };
  return me;
}
