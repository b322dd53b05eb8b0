import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { recordStory } from '#platform/journal';
import type { LiveKinds } from '#platform/live/events';
import { functionsFor, type TownTx } from '#platform/tx';
import { m } from '#texts';
import type { cockpitContract as contract } from '../contract.ts';

type Hit = RouteOutput<typeof contract.search>['hits'][number];

/** Best hits first, within town and offices of the transaction; drafts of findings as their list shows them. */
export async function search(
  tx: TownTx,
  input: RouteInput<typeof contract.search>,
): Promise<{ hits: Hit[] }> {
  const { rows } = await sql<{
    kind: Hit['kind'];
    record_id: string;
    title: string;
    excerpt: string;
    said_by: number | null;
  }>`select hit.*, (select k.number from finding f join finding k on k.town_id = f.town_id and k.id = f.merged_into
      where hit.kind = 'finding' and f.id = hit.record_id) as said_by from app.search(${input.q}, ${input.limit}) with ordinality hit (kind, record_id, title, excerpt, place)
    where hit.kind <> 'finding' or exists (select 1 from finding f where f.id = hit.record_id)
    order by hit.place`.execute(tx.db);
  return {
    hits: rows.map((row) => ({
      kind: row.kind,
      id: row.record_id,
      label: row.said_by
        ? m.cockpit_merged_into(
            { title: row.title, number: `F-${String(row.said_by).padStart(2, '0')}` },
            { locale: tx.actor.locale },
          )
        : row.title,
      note: row.excerpt,
    })),
  };
}

/**
 * The journal does not know who may read a record: its kind says which functions may, and whether a draft of a finding is seen
 * the finding itself does.
 */
async function requireSeen(tx: TownTx, kinds: LiveKinds, id: string): Promise<void> {
  const { rows } = await sql<{ kind: string; office_id: string | null; hidden: boolean }>`
    select distinct kind, office_id, kind = 'finding' and not exists (select 1 from finding where id = ${id}) as hidden
    from journal where record_id = ${id}`.execute(tx.db);
  const forOthers = rows.some(({ kind, office_id }) => {
    const may = kinds[kind];
    return may && !functionsFor(tx.actor, office_id).some((fn) => may.includes(fn));
  });
  if (forOthers || rows.some(({ hidden }) => hidden)) refuse('not_found', 'not_found');
}

/** A document that was issued is no value to read in a line. */
const MOST = 20_000;

const plain = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MOST ? `${text.slice(0, MOST)} …` : text;
};

export async function story(
  tx: TownTx,
  kinds: LiveKinds,
  input: RouteInput<typeof contract.story>,
): Promise<RouteOutput<typeof contract.story>> {
  await requireSeen(tx, kinds, input.id);
  const lines = await recordStory(tx, input.id);
  return {
    lines: lines.map(({ changes, ...line }) => ({
      ...line,
      changes: Object.entries(changes).map(([field, [from, to]]) => ({
        field,
        from: plain(from),
        to: plain(to),
      })),
    })),
  };
}
