import { sql } from 'kysely';

/** `V-03 Systembetreuung` of the contract joined as `c`; null where none is. */
export const contractName = sql`'V-' || lpad(c.number::text, greatest(2, length(c.number::text)), '0') || ' ' || c.title`;
