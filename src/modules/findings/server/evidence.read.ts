import { sql } from 'kysely';
import { ratingName } from '#modules/assessment';
import type { TownTx } from '#platform/tx';

export interface EvidenceLink {
  id: string;
  kind: 'rating' | 'observation' | 'item' | 'posting';
  targetId: string;
  /** As people call it, e.g. `B-03 Serverraum ohne Klimaanlage`. */
  label: string;
}

/** What a finding rests on, by kind and name; what the actor cannot see is left out. */
export async function loadEvidence(tx: TownTx, findingId: string): Promise<EvidenceLink[]> {
  const { rows } = await sql<EvidenceLink>`
    select l.id, l.kind, l.target_id as "targetId", coalesce(
      t.framework || ' ' || t.requirement,
      'B-' || lpad(o.number::text, 2, '0') || ' ' || left(o.statement, 120),
      'I-' || lpad(i.number::text, 3, '0') || ' ' || i.name,
      b.year || ' ' || b.document || coalesce(' ' || nullif(b.partner, ''), '')
        || coalesce(': ' || nullif(left(b.text, 120), ''), '')) as label
    from finding_link l
    left join rating t on l.kind = 'rating' and t.town_id = l.town_id and t.id = l.target_id
    left join observation o on l.kind = 'observation' and o.town_id = l.town_id and o.id = l.target_id
    left join item i on l.kind = 'item' and i.town_id = l.town_id and i.id = l.target_id
    left join posting b on l.kind = 'posting' and b.town_id = l.town_id and b.id = l.target_id
    where l.town_id = ${tx.actor.townId} and l.finding_id = ${findingId}
    order by l.kind, label`.execute(tx.db);
  return rows
    .filter(({ label }) => label !== null)
    .map((link) =>
      link.kind === 'rating' ? { ...link, label: ratingName(link.label, tx.actor.locale) } : link,
    );
}

export interface CatalogueSource {
  id: string;
  catalogueId: string;
  catalogue: string;
  code: string;
  title: string;
}

/** Requirements of the town's catalogues that these findings were proposed from, as their latest versions name them. */
export const catalogueSources = async (
  tx: TownTx,
  findingIds: readonly string[],
): Promise<CatalogueSource[]> =>
  (
    await sql<CatalogueSource>`select distinct on (c.title, k.position, a.id) a.id, c.id as "catalogueId", c.title as catalogue, k.code, k.title
      from finding_proposal p join control_answer a on a.town_id = p.town_id and p.source = 'control:' || a.id
        join foreign_catalogue c on c.town_id = a.town_id and c.id = a.catalogue_id
        join lateral (select * from foreign_catalogue_version v
          where v.town_id = c.town_id and v.catalogue_id = c.id order by v.seq desc limit 1) v on true
        join foreign_control k on k.town_id = v.town_id and k.version_id = v.id and k.code = a.code
      where p.town_id = ${tx.actor.townId} and p.finding_id = any (${[...findingIds]}::uuid[])
      order by c.title, k.position, a.id`.execute(tx.db)
  ).rows;
