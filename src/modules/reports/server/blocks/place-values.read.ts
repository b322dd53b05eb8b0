import { sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import type { TownTx } from '#platform/tx';
import type { PlaceValues } from '../../domain/documents/blocks.ts';
import { formatsFor } from '../../domain/format.ts';

interface TownRow {
  name: string;
  inhabitants: number;
  mayor: string | null;
  week: string | null;
}

/** What stands in place of each placeholder today. */
export async function readPlaceValues(tx: TownTx): Promise<PlaceValues> {
  const { rows } = await sql<TownRow>`select t.name, t.inhabitants,
      (select string_agg(p.name, ', ' order by p.name) from duty d join person p on p.town_id = d.town_id and p.id = d.person_id
        where d.town_id = t.id and d.role = 'mayor') as mayor,
      (select e.title from engagement e where e.town_id = t.id order by e.starts_on desc limit 1) as week
    from town t where t.id = ${tx.actor.townId}`.execute(tx.db);
  const [town] = rows;
  const f = formatsFor(tx.actor.locale);
  const today = localDateOf(tx.now);
  const year = Number(today.slice(0, 4));
  return {
    gemeinde: town?.name ?? tx.actor.townSlug,
    einwohner: town?.inhabitants ? f.whole(town.inhabitants) : null,
    datum: f.date(today),
    haushaltsjahr: String(year),
    naechstes_haushaltsjahr: String(year + 1),
    buergermeister: town?.mayor ?? null,
    analysewoche: town?.week || null,
  };
}
