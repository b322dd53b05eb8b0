import { sql } from 'kysely';
import type { TownTx } from '#platform/tx';
import type { Modal } from '../domain/framework.ts';

/** A requirement of a catalogue of the town that was answered with no or partly. */
export interface UnmetControl {
  /** Of the answer; stays the same in later versions. */
  id: string;
  catalogueId: string;
  catalogue: string;
  code: string;
  title: string;
  statement: string;
  modal: Modal | null;
  heading: { code: string; title: string } | null;
  partly: boolean;
  note: string;
}

/** More than this nobody works through in a week. */
const MOST = 2000;

/**
 * What is not met in the latest version of each catalogue, in the order of the documents. Left out are what a catalogue
 * only allows (MAY), and answers that were given to another wording than the present one.
 */
export const unmetControls = async (tx: TownTx): Promise<UnmetControl[]> =>
  (
    await sql<UnmetControl>`
      with latest as materialized (
        select distinct on (v.catalogue_id) v.catalogue_id, v.id from foreign_catalogue_version v
        where v.town_id = ${tx.actor.townId} order by v.catalogue_id, v.seq desc
      ), heading as materialized (
        select t.version_id, h.value->>'code' as code, h.value->>'title' as title
        from latest join foreign_catalogue_content t on t.version_id = latest.id
          cross join jsonb_array_elements(t.headings) h
        where t.town_id = ${tx.actor.townId}
      )
      select a.id, c.id as "catalogueId", c.title as catalogue, k.code, k.title, k.statement, k.modal,
        case when h.code is not null then json_build_object('code', h.code, 'title', h.title) end as heading,
        a.state = 'partly' as partly, a.note
      from control_answer a join foreign_catalogue c on c.town_id = a.town_id and c.id = a.catalogue_id
        join latest on latest.catalogue_id = c.id
        join foreign_control k on k.town_id = a.town_id and k.version_id = latest.id and k.code = a.code and k.digest = a.digest
        left join heading h on h.version_id = latest.id and h.code = k.heading
      where a.town_id = ${tx.actor.townId} and a.state in ('no', 'partly') and k.modal is distinct from 'MAY'
      order by c.title, c.id, k.position limit ${MOST}`.execute(tx.db)
  ).rows;
