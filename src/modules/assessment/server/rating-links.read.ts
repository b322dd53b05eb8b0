import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';
import { hostOf, type RATING_LINK_KINDS } from '../domain/evidence.ts';

export interface RatingLink {
  id: string;
  kind: (typeof RATING_LINK_KINDS)[number];
  targetId: string | null;
  url: string;
  host: string;
  label: string;
}

/** What a rating rests on beside its files, by kind and name; what the actor cannot see is left out. */
export async function loadRatingLinks(tx: TownTx, ratingId: string): Promise<RatingLink[]> {
  const { rows } = await sql<Omit<RatingLink, 'host'>>`
    select l.id, l.kind, l.target_id as "targetId", l.url,
      case l.kind when 'item' then 'I-' || lpad(i.number::text, 3, '0') || ' ' || i.name
        when 'posting' then p.year || ' ' || p.document || coalesce(' ' || nullif(p.partner, ''), '') else l.label end as label
    from rating_link l left join item i on i.town_id = l.town_id and i.id = l.item_id
      left join posting p on p.town_id = l.town_id and p.id = l.posting_id
    where l.town_id = ${tx.actor.townId} and l.rating_id = ${ratingId}
    order by l.kind, label, l.created_at`.execute(tx.db);
  return rows.filter(({ label }) => label !== null).map((row) => ({ ...row, host: hostOf(row.url) }));
}

/** Counts of what each rating in a list rests on, as columns of `r`. */
export const ratingEvidence = {
  columns: sql`(select json_build_object(
      'files', (select count(*)::int from file f where f.town_id = r.town_id and f.rating_id = r.id),
      'pages', (select count(*)::int from rating_link l where l.town_id = r.town_id and l.rating_id = r.id and l.kind = 'web'),
      'postings', (select count(*)::int from rating_link l where l.town_id = r.town_id and l.rating_id = r.id and l.kind = 'posting'),
      'items', (select coalesce(json_agg('I-' || lpad(i.number::text, 3, '0') order by i.number), '[]') from rating_link l
        join item i on i.town_id = l.town_id and i.id = l.item_id where l.town_id = r.town_id and l.rating_id = r.id))) as rests_on`,
  joins: sql``,
};
