/** A place in the journal: transaction and row. Places of all towns share one order. */
export interface Cursor {
  xid: bigint;
  id: number;
}

const WRITTEN = /^(\d{1,20})-(\d{1,15})$/;
const LAST_XID = 2n ** 64n - 1n;

/** Above everything that can ever be written: asked from here, the database tells where it stands. */
export const BEYOND: Cursor = { xid: LAST_XID, id: 0 };

/** `815-42` as it stands in the `id:` of an event; null for anything else. */
export function readCursor(text: string | null | undefined): Cursor | null {
  const parts = WRITTEN.exec(text ?? '');
  if (!parts) return null;
  const xid = BigInt(parts[1] ?? '');
  return xid > LAST_XID ? null : { xid, id: Number(parts[2]) };
}

export const writeCursor = ({ xid, id }: Cursor): string => `${xid}-${id}`;

export const isAfter = (a: Cursor, b: Cursor): boolean => a.xid > b.xid || (a.xid === b.xid && a.id > b.id);
