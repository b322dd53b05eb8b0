import { z } from 'zod';
import { fileRoutes } from '#kernel/file-routes';
import { EDITORS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';

export const ITEM_KINDS = [
  'server',
  'client',
  'mobile',
  'network',
  'printer',
  'telephony',
  'application',
  'service',
  'line',
  'room_equipment',
  'other',
] as const;
export const CRITICALITIES = ['low', 'normal', 'high', 'critical'] as const;

export const itemFields = z.object({
  kind: z.enum(ITEM_KINDS),
  name: z.string().trim().min(1).max(200),
  siteId: z.uuid().nullable().default(null),
  roomId: z.uuid().nullable().default(null),
  vendor: z.string().trim().max(200).default(''),
  model: z.string().trim().max(200).default(''),
  quantity: z.int().min(0).max(100_000).default(1),
  boughtOn: z.iso.date().nullable().default(null),
  endOfSupportOn: z.iso.date().nullable().default(null),
  criticality: z.enum(CRITICALITIES).default('normal'),
  note: z.string().trim().max(4000).default(''),
});

export const inventoryContract = {
  items: recordRoutes({
    path: 'items',
    things: 'Inventar',
    tag: 'Inventory',
    fields: itemFields,
    extra: z.object({ number: z.int(), siteName: z.string().nullable(), roomName: z.string().nullable() }),
    filters: {
      kind: z.enum(ITEM_KINDS).optional(),
      criticality: z.enum(CRITICALITIES).optional(),
      siteId: z.uuid().optional(),
      roomId: z.uuid().optional(),
    },
    read: READERS,
    write: EDITORS,
  }),
  files: fileRoutes({
    path: 'items',
    things: 'Inventar',
    tag: 'Inventory',
    read: READERS,
    write: EDITORS,
  }),
};
