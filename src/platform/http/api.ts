import { type AnyContractRouter, ORPCError } from '@orpc/contract';
import { SmartCoercionPlugin } from '@orpc/json-schema';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { type AnyRouter, isProcedure } from '@orpc/server';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { RouteMeta } from '#kernel/route';
import type { RequestContext } from './context.ts';
import { asRefusal, logRefusal, problemBody, refusalHeaders, statusOf } from './errors.ts';

const schemaConverters = [new ZodToJsonSchemaConverter()];

/** Answers everything below /api/v1 from the routers of all modules; null when no route fits. */
export function apiHandler(router: AnyRouter) {
  const handler = new OpenAPIHandler<RequestContext>(router, {
    plugins: [new SmartCoercionPlugin({ schemaConverters })],
    interceptors: [
      async ({ next, context }) => {
        try {
          return await next();
        } catch (error) {
          const refusal = asRefusal(error, context.route);
          for (const [name, value] of refusalHeaders(refusal)) context.answer.set(name, value);
          const { route, signedIn, address } = context;
          logRefusal(refusal, { route, user: signedIn?.user.id ?? null, address });
          throw new ORPCError(refusal.code, {
            status: statusOf(refusal),
            message: refusal.code,
            data: problemBody(refusal, context.locale),
            cause: refusal,
          });
        }
      },
    ],
    customErrorResponseBodyEncoder: (error) => error.data,
  });
  return async (request: Request, context: RequestContext): Promise<Response | null> => {
    const { matched, response } = await handler.handle(request, { prefix: '/api/v1', context });
    return matched ? response : null;
  };
}

/** One line of the permission matrix and of the isolation test. */
export interface RouteLine extends RouteMeta {
  name: string;
  method: string;
  path: string;
  tag: string;
}

/** All routes of a router, sorted by path. */
export function routeLines(router: AnyRouter | AnyContractRouter, name: string[] = []): RouteLine[] {
  if (isProcedure(router) || '~orpc' in router) {
    const { route, meta } = (
      router as {
        '~orpc': {
          route: { method?: string; path?: string; tags?: readonly string[] };
          meta: RouteMeta;
        };
      }
    )['~orpc'];
    return [
      {
        name: name.join('.'),
        method: route.method ?? 'POST',
        path: route.path ?? '',
        tag: route.tags?.[0] ?? '',
        ...meta,
      },
    ];
  }
  return Object.entries(router as Record<string, AnyRouter>)
    .flatMap(([key, part]) => routeLines(part, [...name, key]))
    .sort((a, b) => a.path.localeCompare(b.path) || a.method.localeCompare(b.method));
}

/** OpenAPI 3.1 of the whole interface. */
export async function openApiDocument(router: AnyRouter, version: string): Promise<object> {
  const document = await new OpenAPIGenerator({ schemaConverters }).generate(router, {
    info: { title: 'Sollstand', version, license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['code', 'text', 'fields'],
          properties: {
            code: { type: 'string' },
            text: { type: 'string' },
            fields: {
              type: 'array',
              items: {
                type: 'object',
                properties: { path: { type: 'string' }, code: { type: 'string' }, text: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  });
  return document;
}
