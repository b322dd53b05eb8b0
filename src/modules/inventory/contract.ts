import { z } from 'zod';
import { fileRoutes } from '#kernel/file-routes';
import { EDITORS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { nothing, route } from '#kernel/route';
import { agentsContract } from './contract-agents.ts';
import { ITEM_KINDS } from './domain/item-kinds.ts';

export { ITEM_KINDS };

/** Need of protection as BSI 200-2 grades it. */
export const PROTECTIONS = ['normal', 'high', 'very_high'] as const;
/** Whether its data are backed up. */
export const BACKUPS = ['unknown', 'yes', 'no', 'not_needed'] as const;
export const CRITICALITIES = ['low', 'normal', 'high', 'critical'] as const;

export const itemFields = z.object({
  kind: z.enum(ITEM_KINDS),
  name: z.string().trim().min(1).max(200),
  siteId: z.uuid().nullable().default(null),
  roomId: z.uuid().nullable().default(null),
  /** Whose it is: only this office sees it then, and whoever sees the whole town. */
  officeId: z.uuid().nullable().default(null),
  vendor: z.string().trim().max(200).default(''),
  model: z.string().trim().max(200).default(''),
  serialNumber: z.string().trim().max(200).default(''),
  operatingSystem: z.string().trim().max(200).default(''),
  quantity: z.int().min(0).max(100_000).default(1),
  boughtOn: z.iso.date().nullable().default(null),
  endOfSupportOn: z.iso.date().nullable().default(null),
  criticality: z.enum(CRITICALITIES).default('normal'),
  protection: z.enum(PROTECTIONS).default('normal'),
  backup: z.enum(BACKUPS).default('unknown'),
  responsiblePersonId: z.uuid().nullable().default(null),
  warrantyUntil: z.iso.date().nullable().default(null),
  replaceOn: z.iso.date().nullable().default(null),
  note: z.string().trim().max(4000).default(''),
});

export const itemRelationFields = z.object({
  itemId: z.uuid(),
  needsItemId: z.uuid(),
  /** Items of one name stand in for each other. */
  alternative: z.string().trim().max(60).default(''),
  note: z.string().trim().max(1000).default(''),
});
export const itemUseFields = z.object({
  itemId: z.uuid(),
  usedById: z.uuid(),
  people: z.int().min(0).max(100_000).default(0),
  note: z.string().trim().max(1000).default(''),
});
const named = z.object({ id: z.uuid(), number: z.int(), name: z.string() });
const impactItem = named.extend({
  kind: z.enum(ITEM_KINDS),
  criticality: z.enum(CRITICALITIES),
  place: z.string(),
  responsible: z.string(),
});

export const inventoryContract = {
  ...agentsContract,
  items: recordRoutes({
    path: 'items',
    things: 'Inventar',
    tag: 'Inventory',
    fields: itemFields,
    extra: z.object({
      number: z.int(),
      siteName: z.string().nullable(),
      roomName: z.string().nullable(),
      officeName: z.string().nullable(),
      responsibleName: z.string().nullable(),
    }),
    filters: {
      kind: z.enum(ITEM_KINDS).optional(),
      criticality: z.enum(CRITICALITIES).optional(),
      backup: z.enum(BACKUPS).optional(),
      /** Whether somebody is responsible. */
      responsible: z.enum(['some', 'none']).optional(),
      /** Whether support has ended by today. */
      support: z.enum(['ended']).optional(),
      siteId: z.uuid().optional(),
      roomId: z.uuid().optional(),
    },
    read: READERS,
    write: EDITORS,
  }),
  relations: recordRoutes({
    path: 'item-relations',
    things: 'Abhängigkeiten im Inventar',
    tag: 'Inventory',
    fields: itemRelationFields,
    extra: z.object({ item: named, needs: named }),
    filters: { itemId: z.uuid().optional(), needsItemId: z.uuid().optional() },
    read: READERS,
    write: EDITORS,
  }),
  uses: recordRoutes({
    path: 'item-uses',
    things: 'Nutzung des Inventars',
    tag: 'Inventory',
    fields: itemUseFields,
    extra: z.object({ officeName: z.string() }),
    filters: { itemId: z.uuid().optional(), usedById: z.uuid().optional() },
    read: READERS,
    write: EDITORS,
  }),
  impact: route({
    method: 'GET',
    path: '/items/{id}/impact',
    summary: {
      en: 'What an outage of an item takes down: items, offices, people and services for citizens',
      de: 'Was ein Ausfall mitreißt: Geräte, Dienste, Ämter, Personen und Leistungen für Bürgerinnen und Bürger',
    },
    tag: 'Inventory',
    may: READERS,
    /** Which part of each list: an item may take down all others. */
    input: nothing.extend({
      id: z.uuid(),
      from: z.coerce.number().int().min(0).max(100_000).default(0),
      limit: z.coerce.number().int().min(1).max(400).default(100),
    }),
    output: z.object({
      item: impactItem,
      /** How long the lists are as a whole. */
      counts: z.object({
        failures: z.int(),
        services: z.int(),
        citizens: z.int(),
        weakened: z.int(),
        ground: z.int(),
        /** The longest of what offices work with. */
        through: z.int(),
      }),
      /** In the order in which they fail; `because` are ids of the item or of earlier failures. */
      failures: z.array(impactItem.extend({ depth: z.int(), because: z.array(z.string()) })),
      /** Those of the failures that serve citizens. */
      citizens: z.array(named),
      weakened: z.array(
        impactItem.extend({
          alternative: z.string(),
          left: z.int(),
          of: z.int(),
          without: z.array(z.string()),
        }),
      ),
      /** What it stands on, in the order of starting again: what stands furthest below first. */
      ground: z.array(impactItem.extend({ depth: z.int() })),
      offices: z.array(
        z.object({ id: z.uuid(), name: z.string(), people: z.int(), through: z.array(named) }),
      ),
      /** What `because` mentions and this part of the failures does not hold. */
      names: z.record(z.string(), z.string()),
    }),
  }),
  files: fileRoutes({
    path: 'items',
    things: 'Inventar',
    tag: 'Inventory',
    read: READERS,
    write: EDITORS,
  }),
};
