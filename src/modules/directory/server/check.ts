import { refuse } from '#kernel/refuse';
import type { RouteOutput } from '#kernel/route';
import type { directoryContract as contract } from '../contract.ts';
import { isGroup, shortName } from '../domain/entries.ts';
import { DirectoryFault } from './faults.ts';
import { reading } from './ldap.ts';
import type { Kept } from './settings.ts';

const SHOWN = 5;
const SHOWN_GROUPS = 20;
/** Whoever tries a connection waits for all people of the house. */
const PATIENCE_MS = 20_000;

/** Asks as the night would, and changes nothing. Refuses the fault. */
export async function checkDirectory({
  settings,
  password,
}: Kept): Promise<RouteOutput<typeof contract.check>> {
  try {
    return await reading(
      settings,
      password,
      async (reader) => {
        const people = await reader.everybody();
        if (people.length === 0) throw new DirectoryFault('directory_nobody');
        const groups = await reader.groups();
        const byName = people.map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'de'));
        const wanted = [...new Set(settings.groups.map(({ group }) => group))];
        return {
          people: people.length,
          first: byName.slice(0, SHOWN),
          inactive: people.filter(({ active }) => !active).length,
          groups: groups.length,
          firstGroups: groups.map(shortName).sort().slice(0, SHOWN_GROUPS),
          missing: wanted.filter((named) => !groups.some((dn) => isGroup(named, dn))),
        };
      },
      PATIENCE_MS,
    );
  } catch (error) {
    if (error instanceof DirectoryFault) refuse('state', error.code);
    throw error;
  }
}
