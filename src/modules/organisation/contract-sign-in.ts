import { z } from 'zod';
import { FUNCTIONS } from '#kernel/functions';
import { done, nothing, openRoute } from '#kernel/route';

const tag = 'Sign-in';
const password = z.string().min(1).max(200);
const code = z.string().trim().min(1).max(40);
const own = { tag, may: 'signed_in', delicate: true } as const;

/** Signing in and what belongs to the own account: password, second factor, sessions. */
export const signInContract = {
  session: openRoute({
    method: 'GET',
    path: '/session',
    summary: {
      en: 'Who is signed in, with which functions in which towns',
      de: 'Wer angemeldet ist, mit welchen Funktionen in welchen Gemeinden',
    },
    tag,
    may: 'signed_in',
    input: nothing,
    output: z.object({
      user: z.object({ id: z.uuid(), login: z.string(), name: z.string(), locale: z.enum(['de', 'en']) }),
      towns: z.array(
        z.object({
          slug: z.string(),
          name: z.string(),
          functions: z.array(z.enum(FUNCTIONS)),
          /** Functions that count once a second factor is set up, because the town demands one for them. */
          owingFactor: z.array(z.enum(FUNCTIONS)),
        }),
      ),
    }),
  }),
  signIn: openRoute({
    method: 'POST',
    path: '/session',
    summary: {
      en: 'Sign in with login, password and the code of a second factor; sets the session cookie',
      de: 'Anmelden mit Anmeldename, Passwort und dem Code eines zweiten Faktors; setzt das Sitzungs-Cookie',
    },
    tag,
    may: 'public',
    input: z.object({ login: z.string().min(1).max(200), password, code: code.optional() }),
    output: done,
    refusals: [
      'wrong_credentials',
      'code_needed',
      'wrong_code',
      'too_many_attempts',
      'sign_in_busy',
      'directory_away',
      'directory_no_function',
    ],
  }),
  signOut: openRoute({
    method: 'DELETE',
    path: '/session',
    summary: { en: 'End the session', de: 'Die Sitzung beenden' },
    tag,
    may: 'signed_in',
    // What a walk-through has captured and not sent stays in this browser for whoever captured it.
    input: z.object({ keepUnsent: z.boolean().default(false) }).prefault({}),
    output: done,
  }),
  changePassword: openRoute({
    ...own,
    method: 'PUT',
    path: '/session/password',
    summary: {
      en: 'Change the own password; ends all other sessions',
      de: 'Das eigene Passwort ändern; beendet alle anderen Sitzungen',
    },
    input: z.object({ current: password, next: password }),
    output: done,
    refusals: ['too_many_attempts', 'sign_in_first', 'password_elsewhere'],
  }),
  account: openRoute({
    tag,
    may: 'signed_in',
    method: 'GET',
    path: '/session/account',
    summary: {
      en: 'The own account: second factor and where one is signed in',
      de: 'Das eigene Konto: zweiter Faktor und wo man angemeldet ist',
    },
    input: nothing,
    output: z.object({
      secondFactor: z.object({ on: z.boolean(), recoveryCodes: z.int() }),
      sessions: z.array(
        z.object({
          id: z.uuid(),
          agent: z.string(),
          createdAt: z.string(),
          seenAt: z.string(),
          current: z.boolean(),
        }),
      ),
    }),
  }),
  endSession: openRoute({
    ...own,
    method: 'DELETE',
    path: '/session/others/{id}',
    summary: { en: 'End one of the own sessions', de: 'Eine der eigenen Sitzungen beenden' },
    input: z.object({ id: z.uuid() }),
    output: done,
  }),
  endOtherSessions: openRoute({
    ...own,
    method: 'DELETE',
    path: '/session/others',
    summary: { en: 'End all own sessions but this one', de: 'Alle eigenen Sitzungen außer dieser beenden' },
    input: nothing,
    output: z.object({ ended: z.int() }),
  }),
  prepareSecondFactor: openRoute({
    ...own,
    method: 'POST',
    path: '/session/second-factor',
    summary: {
      en: 'Prepare a second factor: a secret for the authenticator app, as text and as picture',
      de: 'Einen zweiten Faktor vorbereiten: ein Geheimnis für die App, als Text und als Bild',
    },
    input: z.object({ password }),
    output: z.object({ secret: z.string(), address: z.string(), picture: z.string() }),
    refusals: ['second_factor_on', 'too_many_attempts'],
  }),
  confirmSecondFactor: openRoute({
    ...own,
    method: 'PUT',
    path: '/session/second-factor',
    summary: {
      en: 'Switch the second factor on with a code; the answer carries the recovery codes, once',
      de: 'Den zweiten Faktor mit einem Code einschalten; die Antwort enthält einmalig die Ersatzcodes',
    },
    input: z.object({ code }),
    output: z.object({ recoveryCodes: z.array(z.string()) }),
    refusals: ['second_factor_on', 'second_factor_missing'],
  }),
  dropSecondFactor: openRoute({
    ...own,
    method: 'POST',
    path: '/session/second-factor/removal',
    summary: { en: 'Switch the second factor off', de: 'Den zweiten Faktor ausschalten' },
    input: z.object({ password }),
    output: done,
    refusals: ['too_many_attempts'],
  }),
};
