import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Opened } from '../sign-in/sessions.ts';

export const LOCALE_COOKIE = 'sollstand_locale';

/** Cookies nobody but the server reads; behind TLS browsers tie a `__Host-` name to this host and path `/`. */
const KEPT = {
  session: 'sollstand_session',
  device: 'sollstand_device',
  step: 'sollstand_step',
  room: 'sollstand_room',
} as const;
type Kept = keyof typeof KEPT;

const nameOf = (which: Kept, secure: boolean): string => `${secure ? '__Host-' : ''}${KEPT[which]}`;
const HALF_A_YEAR_S = 180 * 86_400;

export const readKept = (c: Context, which: Kept, secure: boolean): string | null =>
  getCookie(c, nameOf(which, secure)) || null;

function keep(which: Kept, token: string | null, secure: boolean, maxAge?: number): string {
  return [
    `${nameOf(which, secure)}=${token ?? ''}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(secure ? ['Secure'] : []),
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
  ].join('; ');
}

/** Hands session and device to the browser that has signed in; the step between password and code is over. */
export function keepOpened(answer: Headers, { session, device }: Opened, secure: boolean): void {
  answer.append('set-cookie', keep('session', session, secure));
  answer.append('set-cookie', keep('device', device, secure, HALF_A_YEAR_S));
  answer.append('set-cookie', keep('step', null, secure, 0));
}

/**
 * Takes the session out of the browser, and what its pages have kept there; drafts are on the server. Captures that have
 * not been sent may stay: the page has then removed everything else itself.
 */
export function dropSession(answer: Headers, secure: boolean, stays: 'nothing' | 'unsent' = 'nothing'): void {
  answer.append('set-cookie', keep('session', null, secure, 0));
  answer.set('clear-site-data', stays === 'unsent' ? '"cache"' : '"cache", "storage"');
}

/** Between password and code. */
export const keepStep = (answer: Headers, step: string, secure: boolean): void =>
  answer.append('set-cookie', keep('step', step, secure, 600));

/** In the room of an interview, for as long as its code lasts. */
export const keepRoom = (answer: Headers, code: string, secure: boolean): void =>
  answer.append('set-cookie', keep('room', code, secure, 8 * 3600));

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
