import { sql } from 'kysely';
import { catalogues, checklistFor } from '#modules/catalogue';
import type { TownTx } from '#platform/tx';
import type { ReportRoom } from '../domain/results-report.ts';

interface RoomRow {
  id: string;
  site: string;
  name: string;
  kind: string;
  answers: { point: string; answer: ReportRoom['points'][number]['answer']; note: string }[];
  observations: ReportRoom['observations'];
}

/** Every room of the sites in scope, and any other that was looked at, with the points of its list. */
export async function readRooms(
  tx: TownTx,
  engagementId: string | null,
  locale: 'de' | 'en',
): Promise<ReportRoom[]> {
  const town = tx.actor.townId;
  const { rows } = await sql<RoomRow>`select * from (select r.id, s.name as site, s.in_scope, r.name, r.kind,
      coalesce((select json_agg(json_build_object('point', a.point, 'answer', a.answer, 'note', a.note))
        from checklist_answer a where a.town_id = r.town_id and a.room_id = r.id and a.engagement_id = ${engagementId}), '[]'::json) as answers,
      coalesce((select json_agg(json_build_object('number', 'B-' || lpad(o.number::text, 2, '0'), 'statement', o.statement) order by o.number)
        from observation o where o.town_id = r.town_id and o.room_id = r.id and o.engagement_id = ${engagementId}), '[]'::json) as observations
    from room r join site s on s.town_id = r.town_id and s.id = r.site_id where r.town_id = ${town}) x
    where in_scope or json_array_length(answers) + json_array_length(observations) > 0
    order by in_scope desc, site, name, id`.execute(tx.db);
  const { checklists } = catalogues();
  return rows.map(({ site, name, kind, answers, observations }) => {
    const key = checklistFor(checklists, kind);
    const list = checklists.checklists.find((one) => one.key === key);
    const given = new Map(answers.map((one) => [one.point, one]));
    return {
      site,
      name,
      checklist: list?.title[locale] ?? '',
      points: (list?.points ?? []).map(({ code, title }) => {
        const found = given.get(`${key}.${code}`);
        return { title: title[locale], answer: found?.answer ?? null, note: found?.note ?? '' };
      }),
      observations,
    };
  });
}
