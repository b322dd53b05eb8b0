import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';

export const SESSION_COOKIE = 'sollstand_session';
export const LOCALE_COOKIE = 'sollstand_locale';

/** The Set-Cookie value of a session; `null` ends it in the browser. */
export function sessionCookie(token: string | null, secure: boolean): string {
  return [
    `${SESSION_COOKIE}=${token ?? ''}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(secure ? ['Secure'] : []),
    ...(token ? [] : ['Max-Age=0']),
  ].join('; ');
}

export const localeCookie = (locale: 'de' | 'en', secure: boolean): string =>
  [
    `${LOCALE_COOKIE}=${locale}`,
    'Path=/',
    'SameSite=Lax',
    'Max-Age=31536000',
    ...(secure ? ['Secure'] : []),
  ].join('; ');

/** How somebody wants pages to look; the browser writes the cookie, so that pages come in the right colours. */
export interface Look {
  theme: 'system' | 'light' | 'dark';
  density: 'work' | 'portal';
}

/** Values that are none of ours count as none. */
export function readLook(c: Context): Look {
  const [theme, density] = (getCookie(c, 'sollstand_look') ?? '').split('.');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    density: density === 'portal' ? 'portal' : 'work',
  };
}
