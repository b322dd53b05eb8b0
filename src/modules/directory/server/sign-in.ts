import { performance } from 'node:perf_hooks';
import { refuse } from '#kernel/refuse';
import { log } from '#platform/log';
import type { Directory } from '#platform/sign-in/directory';
import type { Ground } from '#platform/tx';
import type { DirectorySettings } from '../contract.ts';
import { functionsOf, type Person } from '../domain/entries.ts';
import { accountOf, followFunctions, knownAccount } from './accounts.ts';
import { DirectoryFault } from './faults.ts';
import { PATIENCE_MS, reading, takesPassword } from './ldap.ts';
import { type Kept, readKept } from './settings.ts';

/** Each takes two connections, and a directory that is silent holds them for five seconds. */
const AT_ONCE = 50;
let asking = 0;

/** Search and bind: who it is is looked up by the account that reads, whether it is true by the password given. */
export const directory: Directory = {
  async signIn(ground, { login, password, local }) {
    if (password === '' || login.trim() === '') return null;
    const kept = await readKept(ground.db);
    if (!kept?.on || (local && !kept.settings.adopt)) return null;
    if (asking >= AT_ONCE) refuse('unavailable', 'sign_in_busy', [], { seconds: 2 });
    asking += 1;
    const found = await ask(kept, login.trim(), password).finally(() => {
      asking -= 1;
    });
    return found && letIn(ground, kept.settings, found);
  },
};

interface Found {
  person: Person;
  groups: string[];
}

/** Refuses `directory_away` for whatever keeps it from answering within five seconds. */
async function ask(
  { settings, password: own }: Kept,
  login: string,
  password: string,
): Promise<Found | null> {
  const from = performance.now();
  const left = () => Math.max(1, PATIENCE_MS - (performance.now() - from));
  try {
    return await reading(settings, own, async (reader) => {
      const person = await reader.find(login);
      // Somebody unknown takes as long as somebody known.
      const dn = person?.dn ?? `cn=${crypto.randomUUID()},${settings.base}`;
      const fits = await takesPassword(settings, dn, password, left());
      if (!person?.active || !fits) return null;
      return { person, groups: await reader.groupsOf(person) };
    });
  } catch (error) {
    if (!(error instanceof DirectoryFault)) throw error;
    log.warn('the directory did not answer', { fault: error.code });
    return refuse('unavailable', 'directory_away');
  }
}

/** Refuses `directory_no_function` to somebody who is in no group that gives one and holds none by hand. */
async function letIn(ground: Ground, settings: DirectorySettings, { person, groups }: Found) {
  const functions = functionsOf(groups, settings.groups);
  const known = await knownAccount(ground, person.key);
  if (functions.size === 0 && !known) refuse('forbidden', 'directory_no_function');
  const account = await accountOf(ground, person, settings.adopt);
  if (!account) return null;
  const { kept } = await followFunctions(ground, account.userId, person, functions);
  if (functions.size === 0 && !account.held && kept === 0) refuse('forbidden', 'directory_no_function');
  return { userId: account.userId, secondFactor: account.secondFactor };
}
