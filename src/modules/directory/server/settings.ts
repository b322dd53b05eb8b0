import { sql } from 'kysely';
import type { FieldFault } from '#kernel/refuse';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { writeJournal } from '#platform/journal';
import type { Ground, TownTx } from '#platform/tx';
import type { directoryContract as contract, DirectorySettings } from '../contract.ts';
import { hasPlace, isDirectoryUrl, readsInTheClear } from '../domain/address.ts';

type View = RouteOutput<typeof contract.get>;
type Given = RouteInput<typeof contract.save>;

/** The settings as they work, with the password that the interface never tells. */
export interface Kept {
  settings: DirectorySettings;
  password: string;
  on: boolean;
}

interface Stored {
  settings: string;
  bind_password: string;
  is_on: boolean;
  version: number;
  followed_at: string | null;
  report: string;
}

async function readStored(db: Ground['db'] | TownTx['db']): Promise<Stored | undefined> {
  return (await sql<Stored>`select * from app.door_directory()`.execute(db)).rows[0];
}

/** Null while no directory has been set up. */
export async function readKept(db: Ground['db'] | TownTx['db']): Promise<Kept | null> {
  const stored = await readStored(db);
  if (!stored) return null;
  return {
    settings: JSON.parse(stored.settings) as DirectorySettings,
    password: stored.bind_password,
    on: stored.is_on,
  };
}

export async function showDirectory(tx: TownTx): Promise<View> {
  const stored = await readStored(tx.db);
  const towns = await sql<{
    slug: string;
    name: string;
  }>`select slug, name from app.door_all_towns()`.execute(tx.db);
  return {
    // Who administers one town of several learns nothing of how the house is built.
    settings: stored && towns.rows.length > 0 ? (JSON.parse(stored.settings) as DirectorySettings) : null,
    hasPassword: Boolean(stored?.bind_password),
    version: stored?.version ?? 0,
    towns: towns.rows,
    followedAt: stored?.followed_at ?? null,
    report: stored?.report && towns.rows.length > 0 ? JSON.parse(stored.report) : null,
    may: { change: towns.rows.length > 0 },
  };
}

/** Refuses `directory_all_towns`: accounts belong to the installation, not to one of its towns. */
export async function mustAdministerAll(tx: TownTx): Promise<void> {
  const { rows } = await sql<{ all: boolean }>`select app.administers_all() as all`.execute(tx.db);
  if (!rows[0]?.all) refuse('forbidden', 'directory_all_towns');
}

/**
 * Sets how the directory is reached. Refuses `directory_all_towns`, `version_conflict`, and a missing password: a stored
 * one goes to no other machine than the one it was entered for.
 */
export async function saveDirectory(
  tx: TownTx,
  { town: _town, password, ...settings }: Given,
): Promise<View> {
  await mustAdministerAll(tx);
  const before = await readStored(tx.db);
  await checked(tx, settings);
  passwordFor(before, settings, password);
  const seen = tx.ifMatch ?? before?.version ?? 0;
  const { rows } = await sql<{
    version: number | null;
  }>`select app.door_save_directory(${JSON.stringify(settings)},
    ${password}, ${settings.on}, ${seen}, ${tx.now}) as version`.execute(tx.db);
  const version = rows[0]?.version ?? refuse('forbidden', 'directory_all_towns');
  if (version <= 0) refuse('conflict', 'version_conflict', [], { version: -version });
  const was = before ? (JSON.parse(before.settings) as Record<string, unknown>) : {};
  const told = (value: unknown) =>
    value === undefined ? null : typeof value === 'object' ? JSON.stringify(value) : value;
  await writeJournal(tx, {
    event: 'directory.changed',
    kind: 'directory',
    recordId: tx.actor.townId,
    changes: Object.fromEntries(
      Object.entries(settings)
        .filter(([field, to]) => JSON.stringify(to) !== JSON.stringify(was[field]))
        .map(([field, to]) => [field, [told(was[field]), told(to)] as const]),
    ),
    ...(password === null ? {} : { note: 'bind_password' }),
  });
  return showDirectory(tx);
}

/** Settings as given for a trial, with the stored password where none is given. */
export async function settingsForTrial(
  tx: TownTx,
  { town: _town, password, ...settings }: Given,
): Promise<Kept> {
  await mustAdministerAll(tx);
  await checked(tx, settings);
  return { settings, password: passwordFor(await readStored(tx.db), settings, password), on: settings.on };
}

function passwordFor(before: Stored | undefined, settings: DirectorySettings, given: string | null): string {
  if (given !== null) return given;
  const was = before && (JSON.parse(before.settings) as DirectorySettings);
  const elsewhere =
    was?.url !== settings.url ||
    was.bindDn !== settings.bindDn ||
    was.caPem !== settings.caPem ||
    was.startTls !== settings.startTls;
  if (!before?.bind_password || elsewhere)
    refuse('invalid', 'invalid_input', [
      { path: 'password', code: before ? 'directory_password_again' : 'required' },
    ]);
  return before.bind_password;
}

async function checked(tx: TownTx, settings: DirectorySettings): Promise<void> {
  const faults: FieldFault[] = [];
  if (!isDirectoryUrl(settings.url)) faults.push({ path: 'url', code: 'directory_url' });
  else if (readsInTheClear(settings)) faults.push({ path: 'startTls', code: 'directory_tls_needed' });
  if (!hasPlace(settings.userFilter) || !(await parses(settings.userFilter)))
    faults.push({ path: 'userFilter', code: 'directory_filter' });
  if (settings.caPem && !/^-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----$/.test(settings.caPem))
    faults.push({ path: 'caPem', code: 'directory_pem' });
  const { rows } = await sql<{ slug: string }>`select slug from app.door_all_towns()`.execute(tx.db);
  settings.groups.forEach(({ townSlug, function: fn }, at) => {
    if (!rows.some(({ slug }) => slug === townSlug))
      faults.push({ path: `groups.${at}.townSlug`, code: 'unknown_reference' });
    // A consultant's access always has an end, and a group has none.
    if (fn === 'consultant') faults.push({ path: `groups.${at}.function`, code: 'directory_consultant' });
  });
  if (faults.length > 0) refuse('invalid', 'invalid_input', faults);
}

async function parses(filter: string): Promise<boolean> {
  const { FilterParser } = await import('ldapts');
  try {
    FilterParser.parseString(filter.replaceAll('{login}', 'x'));
    return true;
  } catch {
    return false;
  }
}
