import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { town } from '#platform/http/bind';
import { recordHandlers } from '#platform/http/record-handlers';
import { type RecordKind, type Row, readRecord, removeRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { ticketsContract as contract } from '../contract.ts';
import { answerTicket, noteTicket } from './answer-ticket.ts';
import { assignTicket, changeTicket } from './change-ticket.ts';
import { takeTicket } from './file-ticket.ts';
import { desk, deskCategory, deskMember } from './kinds.ts';
import { listTickets, showTicket } from './list-tickets.ts';
import { findPlaces, findRequesters, listCandidates } from './lookups.read.ts';
import {
  closeRequest,
  fileRequest,
  listRequests,
  replyToRequest,
  showForms,
  showRequest,
} from './requests.ts';
import { requireAdministrator, requireManager } from './seats.ts';
import { showStory } from './show-story.ts';
import { showWorkplace } from './show-workplace.ts';
import { parkTicket, stepTicket } from './step-ticket.ts';

const ofDesk = (query: Row) => (query.deskId ? [sql`r.desk_id = ${query.deskId}`] : []);

/** Part of a desk: it stays with it, and is kept by who keeps the desk. */
async function keepPart(
  tx: TownTx,
  values: Row,
  before: Row | null,
  fixed: readonly string[],
): Promise<void> {
  const moved = fixed.find(
    (field) => before && values[field] !== undefined && values[field] !== before[field],
  );
  const path = { desk_id: 'deskId', user_id: 'userId' }[moved ?? ''];
  if (path) refuse('invalid', 'invalid_input', [{ path, code: 'not_changed_here' }]);
  const deskId = String(before?.desk_id ?? values.desk_id);
  if (!before)
    await readRecord(tx, desk, deskId).catch(() =>
      refuse('invalid', 'invalid_input', [{ path: 'deskId', code: 'unknown_reference' }]),
    );
  await requireManager(tx, deskId);
}

const removePart =
  (kind: RecordKind) =>
  async (tx: TownTx, { id }: { id: string }): Promise<{ done: true }> => {
    const row = await readRecord<{ desk_id: string }>(tx, kind, id);
    await requireManager(tx, row.desk_id);
    await removeRecord(tx, kind, id);
    return { done: true };
  };

/** A category may stand below another of its desk that is not itself below one, and has none below it then. */
async function twoLevels(tx: TownTx, values: Row, before: Row | null): Promise<void> {
  if (!values.parent_id) return;
  const fault = (code: string) => refuse('invalid', 'invalid_input', [{ path: 'parentId', code }]);
  const parent = await readRecord<{ desk_id: string; parent_id: string | null }>(
    tx,
    deskCategory,
    String(values.parent_id),
  ).catch(() => fault('unknown_reference'));
  if (parent.desk_id !== (before?.desk_id ?? values.desk_id)) fault('unknown_reference');
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from desk_category
    where town_id = ${tx.actor.townId} and parent_id = ${before?.id ?? null}`.execute(tx.db);
  if (parent.parent_id !== null || parent.id === before?.id || rows[0]?.n) fault('category_two_levels');
}

/** An account with a function that lets it work at a desk; its name is kept with the seat. */
async function nameSeat(tx: TownTx, values: Row): Promise<void> {
  const found = (await listCandidates(tx)).find(({ userId }) => userId === values.user_id);
  if (!found) refuse('invalid', 'invalid_input', [{ path: 'userId', code: 'not_an_agent' }]);
  values.name = found.name;
}

const deskRoutes = {
  desks: {
    ...recordHandlers(contract.desks, desk, {
      list: {
        sorts: { name: sql`lower(r.name)` },
        order: 'name',
        columns: sql`(select count(*)::int from desk_member m where m.town_id = r.town_id and m.desk_id = r.id and m.active) as members,
          app.leads_desk(r.id) as leads`,
        joins: sql``,
      },
      view: (
        { actor },
        { town_id: _town, leads, owner_office_id, office_id, created_at, updated_at, ...row },
      ) => ({
        ...row,
        ownerOfficeId: owner_office_id,
        officeId: office_id,
        createdAt: created_at,
        updatedAt: updated_at,
        manages: leads === true || actor.functions.includes('administrator'),
      }),
      check: async (tx, _values, before) =>
        before ? requireManager(tx, String(before.id)) : requireAdministrator(tx),
    }),
    remove: town(contract.desks.remove, async (tx, { id }) => {
      requireAdministrator(tx);
      await removeRecord(tx, desk, id);
      return { done: true as const };
    }),
  },
  members: {
    ...recordHandlers(contract.members, deskMember, {
      list: { sorts: { name: sql`lower(r.name)` }, order: 'name' },
      where: ofDesk,
      check: async (tx, values, before) => {
        await keepPart(tx, values, before, ['desk_id', 'user_id']);
        if (!before) await nameSeat(tx, values);
      },
    }),
    remove: town(contract.members.remove, removePart(deskMember)),
  },
  categories: {
    ...recordHandlers(contract.categories, deskCategory, {
      list: { sorts: { position: sql`r.position`, name: sql`lower(r.name)` }, order: 'position' },
      where: ofDesk,
      check: async (tx, values, before) => {
        await keepPart(tx, values, before, ['desk_id']);
        await twoLevels(tx, values, before);
      },
    }),
    remove: town(contract.categories.remove, removePart(deskCategory)),
  },
  candidates: town(contract.candidates, async (tx) => ({ accounts: await listCandidates(tx) })),
};

export const ticketsRoutes = {
  ...deskRoutes,
  requests: {
    forms: town(contract.requests.forms, showForms),
    list: town(contract.requests.list, listRequests),
    get: town(contract.requests.get, showRequest),
    file: town(contract.requests.file, fileRequest),
    reply: town(contract.requests.reply, replyToRequest),
    close: town(contract.requests.close, closeRequest),
  },
  list: town(contract.list, listTickets),
  get: town(contract.get, showTicket),
  create: town(contract.create, takeTicket),
  update: town(contract.update, changeTicket),
  step: town(contract.step, stepTicket),
  park: town(contract.park, parkTicket),
  assign: town(contract.assign, assignTicket),
  answer: town(contract.answer, answerTicket),
  note: town(contract.note, noteTicket),
  story: town(contract.story, showStory),
  workplace: town(contract.workplace, showWorkplace),
  requesters: town(contract.requesters, findRequesters),
  places: town(contract.places, findPlaces),
};
