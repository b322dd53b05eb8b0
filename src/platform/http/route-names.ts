import { matchedRoutes } from 'hono/route';
import type { HttpContext } from './context.ts';

/** What figures and logs call the route of a request: one of a fixed list, whatever address was asked. */
export type NameRoute = (c: HttpContext) => string;

const API = '/api/v1';

/** Names by the pattern that answered; `none` for addresses that do not exist, so that nobody fills the memory by inventing some. */
export function routeNames(lines: readonly { method: string; path: string }[]): NameRoute {
  const known = new Map<string, { path: string; steps: string[] }[]>();
  for (const { method, path } of lines) {
    const steps = stepsOf(path);
    const key = `${method} ${steps.length}`;
    known.set(key, [...(known.get(key) ?? []), { path, steps }]);
  }
  // A step that is spelled out wins over one with a parameter.
  for (const patterns of known.values()) patterns.sort((a, b) => holes(a.steps) - holes(b.steps));
  const inApi = (method: string, path: string) => {
    const steps = stepsOf(path);
    const found = known
      .get(`${method === 'HEAD' ? 'GET' : method} ${steps.length}`)
      ?.find((pattern) => pattern.steps.every((step, at) => isHole(step) || step === steps[at]));
    return found && API + found.path;
  };
  return (c) => {
    const { path, method } = c.req;
    const named = path.startsWith(`${API}/`) ? inApi(method, path.slice(API.length)) : undefined;
    return named ?? own(c) ?? 'none';
  };
}

/** The pattern of a route of our own; what stands in front of every route does not count. */
const own = (c: HttpContext): string | undefined =>
  matchedRoutes(c)
    .map(({ path }) => path)
    .filter((path) => !/^\/?\*$|^\/api\/(v1\/)?\*$/.test(path))
    .at(-1);

const stepsOf = (path: string): string[] => path.split('/').slice(1);
const isHole = (step: string): boolean => step.startsWith('{');
const holes = (steps: readonly string[]): number => steps.filter(isHole).length;
