import { sql } from 'kysely';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { recordStory } from '#platform/journal';
import type { TownTx } from '#platform/tx';
import type { cockpitContract as contract } from '../contract.ts';

type Hit = RouteOutput<typeof contract.search>['hits'][number];

/** Best hits first, within town and offices of the transaction. */
export async function search(
  tx: TownTx,
  input: RouteInput<typeof contract.search>,
): Promise<{ hits: Hit[] }> {
  const { rows } = await sql<{
    kind: Hit['kind'];
    record_id: string;
    title: string;
    excerpt: string;
  }>`select * from app.search(${input.q}, ${input.limit})`.execute(tx.db);
  return {
    hits: rows.map((row) => ({ kind: row.kind, id: row.record_id, label: row.title, note: row.excerpt })),
  };
}

const plain = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : JSON.stringify(value);

export async function story(
  tx: TownTx,
  input: RouteInput<typeof contract.story>,
): Promise<RouteOutput<typeof contract.story>> {
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
