import { z } from 'zod';
import { fileRoutes } from '#kernel/file-routes';
import { EDITORS, EVERYONE, FUNCTIONS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { done, nothing, route } from '#kernel/route';
import { leavingContract } from './contract-leaving.ts';
import { signInContract } from './contract-sign-in.ts';

const name = z.string().trim().min(1).max(200);
const text = z.string().trim().max(4000).default('');
const short = z.string().trim().max(200).default('');
const tag = 'Organisation';
const plain = { read: READERS, write: EDITORS, tag };

const fn = z.enum(FUNCTIONS);

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
  /** What this person expects of IT, beside the group. */
  concern: text,
  /** From 1 to 5; null: as much as the group. */
  influence: z.int().min(1).max(5).nullable().default(null),
  /** What this person signs in with in the house; lists and the directory know them again by it. */
  login: z.string().trim().toLowerCase().max(200).default(''),
  personnelKey: z.string().trim().max(60).default(''),
  phone: z.string().trim().max(60).default(''),
  roomId: z.uuid().nullable().default(null),
  leftOn: z.iso.date().nullable().default(null),
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
  onlyOffice: z.string().nullable(),
  validUntil: z.string().nullable(),
  /** Follows the groups of the directory; taken away by hand, it comes back. */
  fromDirectory: z.boolean(),
});
const invitationView = z.object({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  functions: z.array(fn),
  onlyOffice: z.string().nullable(),
  validUntil: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
});
const tokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  scope: z.enum(['read', 'write', 'admin']),
  owner: z.string(),
  own: z.boolean(),
  createdAt: z.string(),
  seenAt: z.string().nullable(),
  expiresAt: z.string(),
});
const ADMINS = ['administrator'] as const;
const access = { tag: 'Access' } as const;

/** Sign-in identities: who holds which function, invitations, bearer tokens. */
export const accessContract = {
  members: route({
    ...access,
    method: 'GET',
    path: '/members',
    summary: {
      en: 'Who may sign in to this town, with functions',
      de: 'Wer sich in dieser Gemeinde anmelden darf, mit Funktionen',
    },
    may: ADMINS,
    input: nothing,
    output: z.object({ members: z.array(memberView) }),
  }),
  removeMember: route({
    ...access,
    method: 'DELETE',
    path: '/members/{id}',
    summary: { en: 'Take a function away from somebody', de: 'Jemandem eine Funktion entziehen' },
    may: ADMINS,
    input: nothing.extend({ id: z.uuid() }),
    output: done,
    refusals: ['last_administrator'],
  }),
  invitations: route({
    ...access,
    method: 'GET',
    path: '/invitations',
    summary: { en: 'Invitations nobody has taken yet', de: 'Einladungen, die noch offen sind' },
    may: ADMINS,
    input: nothing,
    output: z.object({ invitations: z.array(invitationView) }),
  }),
  invite: route({
    ...access,
    method: 'POST',
    path: '/invitations',
    summary: {
      en: 'Invite somebody; the answer carries the link to hand over, once',
      de: 'Jemanden einladen; die Antwort enthält einmalig den Link zum Weitergeben',
    },
    may: ADMINS,
    secret: true,
    delicate: true,
    input: z.object({
      login: z.string().trim().min(1).max(200),
      name,
      functions: z.array(fn).min(1).max(14),
      onlyOfficeId: z.uuid().nullable().default(null),
      validUntil: isoDate,
    }),
    output: z.object({ path: z.string(), expiresAt: z.string() }),
    refusals: ['consultant_needs_end', 'administrator_everywhere', 'told_once'],
  }),
  withdrawInvitation: route({
    ...access,
    method: 'DELETE',
    path: '/invitations/{id}',
    summary: { en: 'Withdraw an invitation', de: 'Eine Einladung zurückziehen' },
    may: ADMINS,
    input: nothing.extend({ id: z.uuid() }),
    output: done,
  }),
  tokens: route({
    ...access,
    method: 'GET',
    path: '/tokens',
    summary: {
      en: 'The own bearer tokens; for administrators those of everybody',
      de: 'Die eigenen Zugangsschlüssel; für die Administration die aller',
    },
    may: EVERYONE,
    input: nothing,
    output: z.object({ tokens: z.array(tokenView) }),
  }),
  createToken: route({
    ...access,
    method: 'POST',
    path: '/tokens',
    summary: {
      en: 'Make a bearer token for oneself; it is shown once',
      de: 'Einen eigenen Zugangsschlüssel anlegen; er wird einmal gezeigt',
    },
    may: EVERYONE,
    byOffice: true,
    scope: 'admin',
    secret: true,
    delicate: true,
    input: z.object({
      name,
      scope: z.enum(['read', 'write', 'admin']),
      days: z.int().min(1).max(366).default(90),
    }),
    output: z.object({ token: z.string(), expiresAt: z.string() }),
    refusals: ['told_once'],
  }),
  revokeToken: route({
    ...access,
    method: 'DELETE',
    path: '/tokens/{id}',
    summary: {
      en: 'Revoke a bearer token, the own one or as administrator any',
      de: 'Einen Zugangsschlüssel widerrufen, den eigenen oder als Administration jeden',
    },
    may: EVERYONE,
    byOffice: true,
    scope: 'admin',
    input: nothing.extend({ id: z.uuid() }),
    output: done,
  }),
  signInRules: route({
    ...access,
    method: 'GET',
    path: '/sign-in-rules',
    summary: { en: 'What the town demands at sign-in', de: 'Was die Gemeinde bei der Anmeldung verlangt' },
    may: ADMINS,
    input: nothing,
    output: z.object({ secondFactorFor: z.array(fn) }),
  }),
  setSignInRules: route({
    ...access,
    method: 'PUT',
    path: '/sign-in-rules',
    summary: {
      en: 'Demand a second factor of whoever holds one of these functions',
      de: 'Einen zweiten Faktor von allen verlangen, die eine dieser Funktionen haben',
    },
    may: ADMINS,
    delicate: true,
    input: z.object({ secondFactorFor: z.array(fn).max(14) }),
    output: z.object({ secondFactorFor: z.array(fn) }),
    refusals: ['second_factor_yourself'],
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
  ...signInContract,
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
  ...leavingContract,
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
  siteFiles: fileRoutes({ path: 'sites', things: 'Standorte', ...plain }),
  roomFiles: fileRoutes({ path: 'rooms', things: 'Räume', ...plain }),
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
    extra: z.object({
      officeName: z.string().nullable(),
      stakeholderGroupName: z.string().nullable(),
      roomName: z.string().nullable(),
    }),
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
