export interface OutsideGuest {
  name: string;
  email: string;
}

const NAMED = /^(.*?)\s*<([^<>\s]+@[^<>\s]+)>$/;
const BARE = /^[^<>\s]+@[^<>\s]+$/;

/** Guests as people type them, one a line: `Eva Muster <eva@beispiel.de>` or the address alone. Empty lines count not. */
export function readOutsideGuests(text: string): { guests: OutsideGuest[]; faults: number[] } {
  const guests: OutsideGuest[] = [];
  const faults: number[] = [];
  for (const [at, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (!line) continue;
    const named = NAMED.exec(line);
    if (named?.[2]) guests.push({ name: named[1] || named[2], email: named[2] });
    else if (BARE.test(line)) guests.push({ name: line, email: line });
    else faults.push(at + 1);
  }
  return { guests, faults };
}

export const writeOutsideGuests = (guests: readonly OutsideGuest[]): string =>
  guests.map(({ name, email }) => `${name} <${email}>`).join('\n');
