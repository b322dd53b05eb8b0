export const ROLES = ['agent', 'lead'] as const;
export type Role = (typeof ROLES)[number];

export const CHANNELS = ['phone', 'portal', 'person'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Parts of the queue: to be worked on now, put aside until a later day, solved or closed, all. */
export const STATES = ['open', 'parked', 'done', 'all'] as const;
export type State = (typeof STATES)[number];

/** `IT-0001`. */
export const ticketName = (prefix: string, number: number): string =>
  `${prefix}-${String(number).padStart(4, '0')}`;

/** The number in what somebody looks for: `IT-0012`, `it-12` and `12` mean the same; null = words. */
export function numberIn(words: string): number | null {
  const [, digits] = /^(?:[a-z]{2,6}-)?(\d{1,9})$/i.exec(words.trim()) ?? [];
  return digits ? Number(digits) : null;
}
