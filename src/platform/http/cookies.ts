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
