export interface Person {
  name: string;
  mode: 'reading' | 'writing';
}

export type Note =
  | { about: 'changed'; by: string | null; reload: () => void }
  | { about: 'offline'; since: Date }
  | { about: 'ended' };

interface State {
  people: readonly Person[];
  changed: Extract<Note, { about: 'changed' }> | null;
  connection: Exclude<Note, { about: 'changed' }> | null;
}

let state: State = { people: [], changed: null, connection: null };
const listeners = new Set<() => void>();

/** What the parts on the page show. */
export const shown = {
  get: (): State => state,
  set: (part: Partial<State>): void => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
