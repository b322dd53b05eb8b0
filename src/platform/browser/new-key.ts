import { createIds } from '#kernel/ids';

/** A key that makes a repeated request harmless. `crypto.randomUUID` needs a secure origin; a town's server may be reached without one. */
export const newKey = createIds({ now: Date.now, random: (bytes) => crypto.getRandomValues(bytes) });
