import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { Refusal } from '#kernel/refuse';

/** Refuses a body of more than so many bytes as `too_large`, as soon as it is that long. */
export const bodyUpTo = (maxSize: number): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Refusal('too_large', 'too_large');
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
