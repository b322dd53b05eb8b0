import type { Marks } from './marks.ts';

/** Where people are in the tables of the platform itself. Accounts and what hangs on them belong to no town. */
export const platformTables: Readonly<Record<string, Marks>> = {
  town: { text: ['name', 'note', 'hold_reason'], none: ['slug', 'state', 'second_factor_for'] },
  app_user: { login: ['login'], name: ['name', 'email'], none: ['password_hash', 'locale', 'directory_key'] },
  // The account that reads the directory is no person's.
  directory: { text: ['settings', 'report'], none: ['bind_password'] },
  session: { user: ['user_id'], about: ['agent'] },
  second_factor: { user: ['user_id'], none: ['secret'] },
  recovery_code: { user: ['user_id'] },
  sign_in_step: { user: ['user_id'] },
  known_device: { user: ['user_id'] },
  membership: { user: ['user_id'], none: ['function'] },
  api_token: { user: ['user_id'], text: ['name'], none: ['scope'] },
  invitation: { login: ['login'], name: ['name'], none: ['functions'] },
  // The actor is part of what the seals cover; the key of an account nobody bears any more says nothing of a person.
  journal: { user: ['actor_id'], none: ['via', 'event', 'kind', 'record_id'] },
  journal_payload: { copy: ['payload'] },
  draft: { user: ['user_id'], copy: ['body'], none: ['key'] },
  saved_view: { user: ['user_id'], text: ['name', 'query'], none: ['list'] },
  idempotency: { user: ['user_id'], copy: ['key', 'response'], none: ['request_hash'] },
  search_entry: { copy: ['title', 'body'], none: ['kind', 'record_id'] },
  search_fresh: { none: ['kind', 'record_id'] },
  search_word: { copy: ['word'] },
  presence: { user: ['user_id'], none: ['record_id', 'tab', 'kind', 'mode'] },
  number_circle: { none: ['kind'] },
  job_effect: { none: ['key'] },
  retention_run: { none: ['removed'] },
  schema_migration: { none: ['stamp', 'name', 'checksum'] },
};
