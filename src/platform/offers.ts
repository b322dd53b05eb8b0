import { refuse } from '#kernel/refuse';

/** What came of taking offers. */
export interface Taken {
  added: number;
  replaced: number;
  same: number;
}

/** What has been brought from elsewhere: how many entries are new, changed or as they are here. */
export interface Brought {
  added: number;
  changed: number;
  same: number;
  /** Entries that others may take from then on and could not before. */
  released: number;
}

interface Taking<Offer, Mine> {
  /** Refusal when one of them is not offered (any more). */
  gone: string;
  /** How many more the town may keep. */
  room: number;
  full: () => never;
  /** What the town has of an offer. */
  here: (offer: Offer) => Mine | undefined;
  same: (mine: Mine, offer: Offer) => boolean;
  replace: (mine: Mine, offer: Offer) => Promise<void>;
  add: (offer: Offer) => Promise<void>;
}

/** Takes offers of a consultancy, each key once and all or nothing; what is here in the same state is left alone. */
export async function takeOffered<Offer, Mine>(
  keys: readonly string[],
  offered: ReadonlyMap<string, Offer>,
  { gone, room, full, here, same, replace, add }: Taking<Offer, Mine>,
): Promise<Taken> {
  const taken: Taken = { added: 0, replaced: 0, same: 0 };
  for (const key of new Set(keys)) {
    const offer = offered.get(key) ?? refuse('state', gone);
    const mine = here(offer);
    if (mine && same(mine, offer)) taken.same++;
    else if (mine) {
      await replace(mine, offer);
      taken.replaced++;
    } else {
      if (taken.added >= room) full();
      await add(offer);
      taken.added++;
    }
  }
  return taken;
}

interface Entry {
  readonly key: string;
  readonly released: boolean;
}
interface Bringing<E> {
  /** An entry as the town has it. */
  here: ReadonlyMap<string, E>;
  /** How many more the town may keep. */
  room: number;
  full: () => never;
  add: (entry: E) => Promise<void>;
  change: (entry: E) => Promise<void>;
}

/** Brings entries of a file into the town that writes them; one that is here already is written anew where it differs. */
export async function bringEntries<E extends Entry>(
  entries: readonly E[],
  { here, room, full, add, change }: Bringing<E>,
): Promise<Brought> {
  const brought: Brought = { added: 0, changed: 0, same: 0, released: 0 };
  for (const entry of entries) {
    const mine = here.get(entry.key);
    if (mine && JSON.stringify(mine) === JSON.stringify(entry)) {
      brought.same++;
      continue;
    }
    await (mine ? change(entry) : add(entry));
    brought[mine ? 'changed' : 'added']++;
    if (entry.released && !mine?.released) brought.released++;
  }
  if (brought.added > room) full();
  return brought;
}
