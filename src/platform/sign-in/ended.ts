const listeners = new Set<() => void>();

/** Tells whoever keeps something open for a session of this process to look whether it still lasts. */
export function onSessionsEnded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellSessionsEnded(): void {
  for (const listener of listeners) listener();
}
