import { sql } from 'kysely';
import { Refusal, refuse } from '#kernel/refuse';
import { log } from '#platform/log';
import type { Ground } from '#platform/tx';
import type { DirectorySettings, FollowReport } from '../contract.ts';
import { closesMany, functionsOf, type Person } from '../domain/entries.ts';
import { type Account, accountOf, closeAccount, followFunctions, listAccounts } from './accounts.ts';
import { DirectoryFault } from './faults.ts';
import { type Reader, reading } from './ldap.ts';
import { readKept } from './settings.ts';

/** Everybody with all their groups: 10,000 people take under a minute. */
const PATIENCE_MS = 5 * 60_000;

/** What the night does: a fault is told on the page, and nothing is closed for it. */
export async function followDirectory(ground: Ground): Promise<void> {
  const kept = await readKept(ground.db);
  if (!kept?.on) return;
  await compare(ground, false).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    log.warn('accounts could not be compared with the directory', { fault: error.code });
  });
}

/**
 * Compares every account of the directory with it: functions follow the groups, who is gone or deactivated is closed.
 * Refuses the fault that ended it, and `directory_many_gone` when it would close unusually many, unless `evenMany`.
 */
export async function compare(ground: Ground, evenMany: boolean): Promise<FollowReport> {
  const kept = await readKept(ground.db);
  if (!kept?.on) refuse('state', 'directory_off');
  const report: FollowReport = {
    people: 0,
    accounts: 0,
    added: 0,
    removed: 0,
    closed: [],
    kept: [],
    fault: '',
  };
  try {
    await reading(
      kept.settings,
      kept.password,
      (reader) => work(ground, kept.settings, reader, report, evenMany),
      PATIENCE_MS,
    );
  } catch (error) {
    if (!(error instanceof DirectoryFault) && !(error instanceof Refusal)) throw error;
    report.fault = error.code;
    await tell(ground, report);
    if (error instanceof Refusal) throw error;
    refuse('state', error.code);
  }
  await tell(ground, report);
  return report;
}

async function work(
  ground: Ground,
  settings: DirectorySettings,
  reader: Reader,
  report: FollowReport,
  evenMany: boolean,
): Promise<void> {
  const people = new Map((await reader.everybody()).map((person) => [person.key, person]));
  const accounts = await listAccounts(ground);
  report.people = people.size;
  report.accounts = accounts.length;
  // An empty answer is a wrong base or a lost right to read, never a town hall without people.
  if (people.size === 0) throw new DirectoryFault('directory_nobody');
  const active = (account: Account): Person | undefined => {
    const person = people.get(account.key);
    return person?.active ? person : undefined;
  };
  const open = accounts.filter(({ closed }) => !closed);
  const leaving = open.filter((account) => !active(account));
  if (!evenMany && closesMany(leaving.length, open.length))
    refuse('state', 'directory_many_gone', [], { count: leaving.length, all: open.length });
  for (const account of open) {
    const person = active(account);
    if (person) await stay(ground, settings, reader, account, person, report);
  }
  for (const account of accounts) if (!active(account)) await leave(ground, account, report);
}

async function stay(
  ground: Ground,
  settings: DirectorySettings,
  reader: Reader,
  account: Account,
  person: Person,
  report: FollowReport,
): Promise<void> {
  const functions = functionsOf(await reader.groupsOf(person), settings.groups);
  // A login or name that changed there changes here.
  if (!(await accountOf(ground, person, false))) return;
  const { added, removed, kept } = await followFunctions(ground, account.userId, person, functions);
  report.added += added;
  report.removed += removed;
  if (kept > 0) report.kept.push(person.name);
}

/** The account is closed before its functions go: whoever administers last keeps both. */
async function leave(ground: Ground, account: Account, report: FollowReport): Promise<void> {
  if (!account.closed && !(await closeAccount(ground, account))) {
    report.kept.push(account.name);
    return;
  }
  if (!account.closed) report.closed.push(account.name);
  const person = { login: account.login, name: account.name, mail: '' };
  report.removed += (await followFunctions(ground, account.userId, person, new Map())).removed;
}

const tell = (ground: Ground, report: FollowReport) =>
  sql`select app.door_directory_followed(${ground.clock.now()}, ${JSON.stringify(report)})`.execute(
    ground.db,
  );
