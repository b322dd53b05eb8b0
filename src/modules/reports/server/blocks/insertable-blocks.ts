import { sql } from 'kysely';
import { localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { blocksContract as contract } from '../../contract-blocks.ts';
import { emptyPlaces, insertMay, type PlaceValues, withValues } from '../../domain/documents/blocks.ts';
import { formatsFor } from '../../domain/format.ts';
import { sectionsOf } from '../documents/show-document.ts';
import { kindsOf, originOf, readableBlocks } from './keep-block.ts';
import { loadChanged } from './store.ts';

/** Text blocks that are meant for the document, as they would stand in the section. Refuses `not_found`. */
export async function listInsertable(
  tx: TownTx,
  { kind, section: key }: RouteInput<typeof contract.insertable>,
): Promise<RouteOutput<typeof contract.insertable>> {
  const { sections } = await sectionsOf(tx, kind);
  const section = sections.find((one) => one.key === key) ?? refuse('not_found', 'not_found');
  const changed = await loadChanged(tx);
  const values = await readValues(tx);
  const fitting = (await readableBlocks(tx)).filter((row) => {
    const kinds = kindsOf(row);
    return kinds.length === 0 || kinds.includes(kind);
  });
  return {
    blocks: fitting.map((row) => ({
      id: row.id,
      title: row.title,
      text: withValues(row.text, values),
      class: row.class,
      origin: originOf(row, changed),
      missing: emptyPlaces(row.text, values),
      may: { insert: insertMay(row, section, values) },
    })),
  };
}

interface TownRow {
  name: string;
  inhabitants: number;
  mayor: string | null;
  week: string | null;
}

/** What stands in place of each placeholder today. */
async function readValues(tx: TownTx): Promise<PlaceValues> {
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
