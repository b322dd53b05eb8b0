import type { HttpContext } from '#platform/http/context';
import type { Locale } from '#platform/http/errors';
import { type PublicPage, publicPage } from './page.ts';

export type ShownStatus = 200 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503;

/** Answers with a page for people without an account. */
export type Show = (
  c: HttpContext,
  title: string,
  body: PublicPage['body'],
  status?: ShownStatus,
  refreshSeconds?: number,
) => Response | Promise<Response>;

export const showWith =
  (styles: readonly string[]): Show =>
  (c, title, body, status = 200, refreshSeconds) =>
    c.html(publicPage({ title, locale: c.get('asked').locale, styles, body, refreshSeconds }), status);

/** The language somebody reads, as the texts take it. */
export const inWords = (c: HttpContext): { locale: Locale } => ({ locale: c.get('asked').locale });

/** What a form sent; files are left out. */
export async function formOf(c: HttpContext): Promise<Record<string, string>> {
  const parsed = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(parsed).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
