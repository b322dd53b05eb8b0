import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '#kernel/refuse';

/** Refuses a body of more than so many bytes, as soon as it is that long; `code` where the limit is another than usual or one of a file. */
export const bodyUpTo = (maxSize: number, code = 'too_large'): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Refusal('too_large', code);
    },
  });

/** A parameter of the address in OpenAPI, for routes whose body is a file and which no contract describes. */
export const queryParameter = (name: string, description: string) => ({
  name,
  in: 'query',
  required: false,
  description,
  schema: { type: 'string' },
});
/** The town in such an address. */
export const townParameter = { name: 'town', in: 'path', required: true, schema: { type: 'string' } };
