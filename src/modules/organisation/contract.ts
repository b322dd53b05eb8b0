import { z } from 'zod';
import { EDITORS, EVERYONE, FUNCTIONS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { done, nothing, openRoute, route } from '#kernel/route';

const name = z.string().trim().min(1).max(200);
const text = z.string().trim().max(4000).default('');
const short = z.string().trim().max(200).default('');
const tag = 'Organisation';
const plain = { read: READERS, write: EDITORS, tag };

export const fn = z.enum(FUNCTIONS);

export const officeFields = z.object({
  name,
  short,
  itWorkplaces: z.int().min(0).max(100_000).default(0),
  headTitle: short,
});
export const siteFields = z.object({
  name,
  kind: short,
  street: short,
  inScope: z.boolean().default(true),
  scopeNote: text,
});
export const roomFields = z.object({ siteId: z.uuid(), name, kind: short, note: text });
export const stakeholderGroupFields = z.object({
  name,
  concern: text,
  influence: z.int().min(1).max(5).default(3),
  interest: z.int().min(1).max(5).default(3),
});
export const personFields = z.object({
  name,
  title: short,
  email: z.union([z.literal(''), z.email().max(200)]).default(''),
  worksInId: z.uuid().nullable().default(null),
  stakeholderGroupId: z.uuid().nullable().default(null),
});
export const dutyFields = z.object({
  personId: z.uuid(),
  role: z
    .string()
    .max(60)
    .regex(/^[a-z][a-z_]*$/),
  sharePercent: z.int().min(0).max(100).default(0),
  since: z.iso.date().nullable().default(null),
  note: text,
});

export const townView = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  state: z.string(),
  inhabitants: z.int(),
  itWorkplaces: z.int(),
  note: z.string(),
  version: z.int(),
});

const isoDate = z.iso.date().nullable().default(null);
const memberView = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  login: z.string(),
  name: z.string(),
  function: fn,
  onlyOfficeId: z.uuid().nullable(),
  validUntil: z.string().nullable(),
});
const ADMINS = ['administrator'] as const;

/** Sign-in identities: who holds which function, invitations, bearer tokens. */
export const accessContract = {
  members: route({
    method: 'GET',
    path: '/members',
    summary: {
      en: 'Who may sign in to this town, with functions',
      de: 'Wer sich in dieser Gemeinde anmelden darf, mit Funktionen',
    },
    tag: 'Access',
    may: ADMINS,
    input: nothing,
    output: z.object({ members: z.array(memberView) }),
  }),
  invite: route({
    method: 'POST',
    path: '/invitations',
    summary: {
      en: 'Invite somebody; the answer carries the link to hand over, once',
      de: 'Jemanden einladen; die Antwort enthält einmalig den Link zum Weitergeben',
    },
    tag: 'Access',
    may: ADMINS,
    input: z.object({
      login: z.string().trim().min(1).max(200),
      name,
      functions: z.array(fn).min(1).max(14),
      validUntil: isoDate,
    }),
    output: z.object({ path: z.string(), expiresAt: z.string() }),
    refusals: ['consultant_needs_end'],
  }),
  removeMember: route({
    method: 'DELETE',
    path: '/members/{id}',
    summary: { en: 'Take a function away from somebody', de: 'Jemandem eine Funktion entziehen' },
    tag: 'Access',
    may: ADMINS,
    input: nothing.extend({ id: z.uuid() }),
    output: done,
    refusals: ['last_administrator'],
  }),
  createToken: route({
    method: 'POST',
    path: '/tokens',
    summary: {
      en: 'Make a bearer token for oneself; it is shown once',
      de: 'Einen eigenen Zugangsschlüssel anlegen; er wird einmal gezeigt',
    },
    tag: 'Access',
    may: EVERYONE,
    input: z.object({
      name,
      scope: z.enum(['read', 'write', 'admin']),
      days: z.int().min(1).max(366).default(90),
    }),
    output: z.object({ token: z.string(), expiresAt: z.string() }),
  }),
  permissions: route({
    method: 'GET',
    path: '/permissions',
    summary: {
      en: 'Which function may ask which route, from the contracts themselves',
      de: 'Welche Funktion welchen Aufruf darf, aus den Verträgen der Schnittstelle selbst',
    },
    tag: 'Access',
    may: EVERYONE,
    input: nothing,
    output: z.object({
      routes: z.array(
        z.object({
          name: z.string(),
          method: z.string(),
          path: z.string(),
          summary: z.string(),
          tag: z.string(),
          may: z.array(z.string()),
        }),
      ),
    }),
  }),
};

export const organisationContract = {
  session: openRoute({
    method: 'GET',
    path: '/session',
    summary: {
      en: 'Who is signed in, with which functions in which towns',
      de: 'Wer angemeldet ist, mit welchen Funktionen in welchen Gemeinden',
    },
    tag: 'Sign-in',
    may: 'signed_in',
    input: nothing,
    output: z.object({
      user: z.object({ id: z.uuid(), login: z.string(), name: z.string(), locale: z.enum(['de', 'en']) }),
      towns: z.array(z.object({ slug: z.string(), name: z.string(), functions: z.array(fn) })),
    }),
  }),
  signIn: openRoute({
    method: 'POST',
    path: '/session',
    summary: {
      en: 'Sign in with login and password; sets the session cookie',
      de: 'Anmelden mit Anmeldename und Passwort; setzt das Sitzungs-Cookie',
    },
    tag: 'Sign-in',
    may: 'public',
    input: z.object({ login: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
    output: done,
    refusals: ['wrong_credentials', 'too_many_attempts'],
  }),
  changePassword: openRoute({
    method: 'PUT',
    path: '/session/password',
    summary: {
      en: 'Change the own password; ends all other sessions',
      de: 'Das eigene Passwort ändern; beendet alle anderen Sitzungen',
    },
    tag: 'Sign-in',
    may: 'signed_in',
    input: z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) }),
    output: done,
    refusals: ['too_many_attempts', 'sign_in_first'],
  }),
  signOut: openRoute({
    method: 'DELETE',
    path: '/session',
    summary: { en: 'End the session', de: 'Die Sitzung beenden' },
    tag: 'Sign-in',
    may: 'signed_in',
    input: nothing,
    output: done,
  }),
  town: route({
    method: 'GET',
    path: '',
    summary: { en: 'The town itself', de: 'Die Gemeinde selbst' },
    tag,
    may: EVERYONE,
    input: nothing,
    output: townView,
  }),
  ...accessContract,
  offices: recordRoutes({ path: 'offices', things: 'Ämter', fields: officeFields, ...plain }),
  sites: recordRoutes({
    path: 'sites',
    things: 'Standorte',
    fields: siteFields,
    extra: z.object({ rooms: z.int() }),
    ...plain,
  }),
  rooms: recordRoutes({
    path: 'rooms',
    things: 'Räume',
    fields: roomFields,
    extra: z.object({ siteName: z.string() }),
    filters: { siteId: z.uuid().optional() },
    ...plain,
  }),
  stakeholderGroups: recordRoutes({
    path: 'stakeholder-groups',
    things: 'Interessengruppen',
    fields: stakeholderGroupFields,
    ...plain,
  }),
  people: recordRoutes({
    path: 'people',
    things: 'Personen',
    fields: personFields,
    extra: z.object({ officeName: z.string().nullable(), stakeholderGroupName: z.string().nullable() }),
    filters: { officeId: z.uuid().optional(), stakeholderGroupId: z.uuid().optional() },
    ...plain,
  }),
  duties: recordRoutes({
    path: 'duties',
    things: 'Rollen von Personen',
    fields: dutyFields,
    extra: z.object({ personName: z.string() }),
    filters: { personId: z.uuid().optional() },
    ...plain,
  }),
};
