import { html } from 'hono/html';
import type { Refusal } from '#kernel/refuse';
import type { HttpContext } from '#platform/http/context';
import { type Locale, type ProblemBody, statusOf } from '#platform/http/errors';
import { m } from '#texts';
import { readBundle } from './bundle.ts';
import { publicPage } from './public/page.ts';

/** Pause after which the page asks again by itself, in seconds. */
const AGAIN_S = 5;

/** A refusal as a page: what is wrong in a sentence, and what comes next. One that will pass asks again by itself. */
export function problemPages() {
  const { styles } = readBundle();
  return (c: HttpContext, problem: ProblemBody, refusal: Refusal, locale: Locale) => {
    const w = { locale };
    const waits = refusal.kind === 'unavailable';
    const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
    // A form is sent again by whoever filled it in.
    if (waits && reads) c.header('refresh', String(AGAIN_S));
    const url = new URL(c.req.url);
    const body = html`
      <p>${problem.text}</p>
      ${waits && reads ? html`<p>${m.app_problem_again({ seconds: AGAIN_S }, w)}</p>` : ''}
      <p><a href="${waits ? url.pathname + url.search : '/'}">${waits ? m.app_problem_now({}, w) : m.app_to_start({}, w)}</a></p>`;
    const title = waits ? m.app_problem_waits({}, w) : m.app_problem_title({}, w);
    return c.html(publicPage({ title, locale, styles, body }), statusOf(refusal) as 500);
  };
}
