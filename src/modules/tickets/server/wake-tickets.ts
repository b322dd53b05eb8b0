import { sql } from 'kysely';
import { addDays, type LocalDate, localDateOf } from '#kernel/dates';
import { lockRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { DEFAULT_STATUSES, wakesTo } from '../domain/status.ts';
import { ticket } from './kinds.ts';
import { moveTicket } from './step-ticket.ts';
import type { Ticket } from './tables.ts';

/** Days after which a solved ticket counts as closed when nobody has said otherwise. */
export const CLOSES_AFTER_DAYS = 14;

/** Once a night: what lay aside until today comes back, what was solved long enough ago is closed. */
export async function tidyTickets(tx: TownTx): Promise<void> {
  const today = localDateOf(tx.now);
  const closing = addDays(today, -CLOSES_AFTER_DAYS);
  const { rows } = await sql<{ id: string }>`select id from ticket where town_id = ${tx.actor.townId}
    and (parked_until <= ${today} or (status = 'solved' and solved_at < ${closing}::date)) order by id`.execute(
    tx.db,
  );
  for (const { id } of rows) {
    const row = (await lockRecord(tx, ticket, id)) as unknown as Ticket;
    const back = wakesTo(
      DEFAULT_STATUSES,
      { status: row.status, parkedUntil: row.parked_until as LocalDate | null },
      today,
    );
    if (back) await moveTicket(tx, row, { to: back.key, who: 'rule', version: null });
    else if (row.status === 'solved') await moveTicket(tx, row, { to: 'closed', who: 'rule', version: null });
  }
}
