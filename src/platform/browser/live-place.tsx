import { type ComponentType, useSyncExternalStore } from 'react';

/** What the live updates draw; empty until they have loaded, which is after the first rows. */
export interface LiveParts {
  /** Who else is at the record in view. */
  People: ComponentType;
  /** Changed in the meantime, or no connection. */
  Note: ComponentType;
}

let parts: LiveParts | null = null;
const listeners = new Set<() => void>();

export function showLiveParts(loaded: LiveParts): void {
  parts = loaded;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function LivePart({ part }: { part: keyof LiveParts }) {
  const Part = useSyncExternalStore(
    subscribe,
    () => parts,
    () => null,
  )?.[part];
  return Part ? <Part /> : null;
}

/** A form over a stored record that is open on this page. */
export interface OpenForm {
  /** Something has been typed. */
  typed: () => boolean;
  /** Somebody else has stored a later version than the one it rests on. */
  outdated: () => Promise<boolean>;
  /** Meets that version; what was typed stays, differences are shown. */
  meet: () => Promise<void>;
}

/** The forms of the page in view: while there are some, what they show is not exchanged beneath them. */
export const openForms = new Set<OpenForm>();
