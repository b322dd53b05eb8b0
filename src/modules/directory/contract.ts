import { z } from 'zod';
import { FUNCTIONS } from '#kernel/functions';
import { nothing, route } from '#kernel/route';

const ADMINS = ['administrator'] as const;
const access = { tag: 'Access', may: ADMINS } as const;
const short = z.string().trim().max(500);
const attribute = z
  .string()
  .trim()
  .regex(/^[A-Za-z][A-Za-z0-9;-]{0,80}$/);
const fn = z.enum(FUNCTIONS);

/** Functions of one town that members of a group hold. */
const groupFunction = z.object({
  /** Distinguished name, or the first part of it alone. */
  group: short.min(1),
  townSlug: z.string().min(1).max(64),
  function: fn,
});

const fields = z.object({
  on: z.boolean().default(false),
  url: short.min(1),
  startTls: z.boolean().default(true),
  /** Certificates of an own authority; empty = those the system trusts. */
  caPem: z.string().trim().max(20_000).default(''),
  base: short.min(1),
  bindDn: short.min(1),
  /** `{login}` stands for what somebody types. */
  userFilter: z.string().trim().min(1).max(1000),
  loginAttribute: attribute,
  nameAttribute: attribute,
  mailAttribute: attribute,
  memberAttribute: attribute,
  /** Where groups lie; empty = below `base`. */
  groupBase: short.default(''),
  /** Groups in groups: step by step, by Active Directory's own rule, or not at all. */
  nested: z.enum(['walk', 'chain', 'none']).default('walk'),
  /** Accounts of this installation become the directory's with their first sign-in there; not those who administer. */
  adopt: z.boolean().default(false),
  groups: z.array(groupFunction).max(200).default([]),
});
export type DirectorySettings = z.infer<typeof fields>;

/** Null keeps the password that is stored. */
const password = z.string().max(1000).nullable().default(null);
const given = fields.extend({ password });

const report = z.object({
  people: z.int(),
  accounts: z.int(),
  added: z.int(),
  removed: z.int(),
  closed: z.array(z.string()),
  /** Administrators who stay because nobody else administers their town. */
  kept: z.array(z.string()),
  /** Code of the fault that ended it; empty = none. */
  fault: z.string(),
});
export type FollowReport = z.infer<typeof report>;

const view = z.object({
  settings: fields.nullable(),
  hasPassword: z.boolean(),
  version: z.int(),
  towns: z.array(z.object({ slug: z.string(), name: z.string() })),
  followedAt: z.string().nullable(),
  report: report.nullable(),
  /** Reason why not, where somebody does not administer every town. */
  may: z.object({ change: z.boolean() }),
});

const FAULTS = [
  'directory_off',
  'directory_away',
  'directory_unknown_host',
  'directory_untrusted',
  'directory_other_name',
  'directory_no_tls',
  'directory_wants_tls',
  'directory_bind_wrong',
  'directory_base_unknown',
  'directory_may_not_read',
  'directory_too_many',
  'directory_nobody',
  'directory_odd',
] as const;

/** Sign-in over LDAP or Active Directory, for all towns of an installation. */
export const directoryContract = {
  get: route({
    ...access,
    method: 'GET',
    path: '/directory',
    summary: {
      en: 'How the directory is reached and what the last comparison came to',
      de: 'Wie das Verzeichnis erreicht wird und was der letzte Abgleich ergab',
    },
    input: nothing,
    output: view,
  }),
  save: route({
    ...access,
    method: 'PUT',
    path: '/directory',
    delicate: true,
    summary: {
      en: 'Set how the directory is reached; without a password the stored one stays',
      de: 'Festlegen, wie das Verzeichnis erreicht wird; ohne Passwort bleibt das gespeicherte',
    },
    input: given,
    output: view,
    refusals: ['directory_all_towns', 'version_conflict'],
  }),
  check: route({
    ...access,
    method: 'POST',
    path: '/directory/check',
    delicate: true,
    // What is asked with holds the password: a repeated trial is a new one, and nothing of it is kept.
    secret: true,
    summary: {
      en: 'Try a connection: who and which groups are found, or what is wrong',
      de: 'Eine Verbindung prüfen: wer und welche Gruppen gefunden werden oder woran es liegt',
    },
    input: given,
    output: z.object({
      people: z.int(),
      first: z.array(z.string()),
      inactive: z.int(),
      groups: z.int(),
      firstGroups: z.array(z.string()),
      /** Groups with a function that were not found. */
      missing: z.array(z.string()),
    }),
    refusals: ['directory_all_towns', 'told_once', ...FAULTS],
  }),
  follow: route({
    ...access,
    method: 'POST',
    path: '/directory/follow',
    delicate: true,
    summary: {
      en: 'Compare all accounts of the directory with it now',
      de: 'Alle Konten des Verzeichnisses jetzt mit ihm abgleichen',
    },
    /** `evenMany`: also when it would close an unusual number of accounts. */
    input: nothing.extend({ evenMany: z.boolean().default(false) }),
    output: report,
    refusals: ['directory_all_towns', 'directory_many_gone', ...FAULTS],
  }),
};
