/** Where ids take time and chance from, so that tests can seed them. */
export interface IdSources {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Fills the array with random bytes, e.g. `(bytes) => crypto.getRandomValues(bytes)`. */
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => unknown;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
export const isId = (text: string): boolean => UUID.test(text);

/**
 * A maker of UUIDs of version 7 (RFC 9562, 5.7). Ids of one maker sort in the order they were made: within a
 * millisecond, or while the clock stands or runs back, a counter in rand_a goes on (6.2, method 1).
 */
export function createIds({ now, random }: IdSources): () => string {
  let last = -1;
  let counter = 0;
  return () => {
    const bytes = new Uint8Array(16);
    random(bytes);
    const time = Math.floor(now());
    if (time > last) {
      last = time;
      // The upper half stays free, so that at least 2,048 ids fit into the millisecond.
      counter = (((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)) & 0x7ff;
    } else if (++counter > 0xfff) {
      last++;
      counter = 0;
    }
    for (let i = 0, rest = last; i < 6; i++, rest = Math.floor(rest / 256)) bytes[5 - i] = rest % 256;
    bytes[6] = 0x70 | (counter >> 8);
    bytes[7] = counter & 0xff;
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };
}

/** The moment an id of version 7 was made, in epoch milliseconds. */
export const idTime = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
