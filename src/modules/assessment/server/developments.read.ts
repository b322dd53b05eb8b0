import { sql } from 'kysely';

/** Measures that were checked against a development, by number; for the list of developments on alias `r`. */
export const measuresOfDevelopment = sql`coalesce((select json_agg(json_build_object('id', m.id, 'number', m.number, 'title', m.title)
    order by m.number) from measure_development l join measure m on m.town_id = l.town_id and m.id = l.measure_id
  where l.town_id = r.town_id and l.development_id = r.id), '[]'::json) as measures`;
