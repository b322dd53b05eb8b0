import { sql } from 'kysely';
import { fileHandlers } from '#platform/files/handlers';
import { recordHandlers } from '#platform/http/record-handlers';
import { inventoryContract as contract } from '../contract.ts';
import { checkPlace } from './check-place.ts';
import { itemFiles } from './files.ts';
import { itemJoins } from './item.read.ts';
import { item } from './kinds.ts';

export const inventoryRoutes = {
  files: fileHandlers(contract.files, itemFiles),
  items: recordHandlers(contract.items, item, {
    list: {
      sorts: {
        number: sql`r.number`,
        name: sql`r.name`,
        kind: sql`r.kind`,
        criticality: sql`r.criticality`,
        endOfSupportOn: sql`coalesce(r.end_of_support_on, '9999-12-31'::date)`,
        boughtOn: sql`coalesce(r.bought_on, '0001-01-01'::date)`,
      },
      order: 'number',
      ...itemJoins,
    },
    where: (query) => [
      ...(query.kind ? [sql`r.kind = ${query.kind}`] : []),
      ...(query.criticality ? [sql`r.criticality = ${query.criticality}`] : []),
      ...(query.siteId ? [sql`r.site_id = ${query.siteId}`] : []),
      ...(query.roomId ? [sql`r.room_id = ${query.roomId}`] : []),
    ],
    check: checkPlace,
  }),
};
