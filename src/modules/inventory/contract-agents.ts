import { z } from 'zod';
import { EDITORS, READERS } from '#kernel/functions';
import { recordRoutes } from '#kernel/records';
import { done, nothing, route } from '#kernel/route';
import { AGENT_KEEPERS } from './domain/agent-keepers.ts';
import { LAYERS, SECTIONS, SOURCES, TRACED } from './domain/machine-report.ts';

const tag = 'Inventory';
const one = nothing.extend({ id: z.uuid() });
const named = z.object({ id: z.uuid(), number: z.int(), name: z.string() });

const line = z.object({
  name: z.string(),
  vendor: z.string(),
  version: z.string(),
  serial: z.string(),
  mac: z.string(),
  address: z.string(),
  megabytes: z.int().nullable(),
});
const support = z.object({
  /** What reaches its end: the operating system, or a program that was reported. */
  product: z.string(),
  endsOn: z.iso.date(),
  source: z.string(),
  /** Day of the source; null for the town's own word. */
  asOf: z.iso.date().nullable(),
  confirmed: z.boolean(),
  own: z.boolean(),
});

export const supportEndFields = z.object({
  product: z.string().trim().min(1).max(200),
  release: z.string().trim().max(60).default(''),
  endsOn: z.iso.date(),
  source: z.string().trim().max(300).default(''),
});

export const agentsContract = {
  agentTokens: route({
    method: 'GET',
    path: '/agent-tokens',
    summary: { en: 'What inventory agents are let in with', de: 'Schlüssel der Inventar-Agenten' },
    tag,
    may: EDITORS,
    input: nothing,
    output: z.object({
      tokens: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          createdAt: z.string(),
          revokedAt: z.string().nullable(),
          machines: z.int(),
          lastAt: z.string().nullable(),
        }),
      ),
    }),
  }),
  createAgentToken: route({
    method: 'POST',
    path: '/agent-tokens',
    summary: {
      en: 'Make a key for inventory agents; it is told once',
      de: 'Einen Schlüssel für Inventar-Agenten ausstellen; er wird einmal genannt',
    },
    tag,
    may: AGENT_KEEPERS,
    scope: 'admin',
    secret: true,
    delicate: true,
    input: nothing.extend({ name: z.string().trim().min(1).max(100) }),
    output: z.object({
      token: z.string(),
      /** Below the address of this installation. */
      path: z.string(),
    }),
  }),
  revokeAgentToken: route({
    method: 'DELETE',
    path: '/agent-tokens/{id}',
    summary: {
      en: 'Shut a key of inventory agents out at once',
      de: 'Einen Schlüssel der Inventar-Agenten sofort sperren',
    },
    tag,
    may: AGENT_KEEPERS,
    scope: 'admin',
    input: one,
    output: done,
  }),
  agents: route({
    method: 'GET',
    path: '/agents',
    summary: { en: 'Last reports of the inventory agents', de: 'Letzte Meldungen der Inventar-Agenten' },
    tag,
    may: EDITORS,
    input: nothing,
    output: z.object({
      /** The latest first, at most 500. */
      agents: z.array(
        z.object({
          id: z.uuid(),
          item: named,
          device: z.string(),
          program: z.string(),
          token: z.string(),
          firstAt: z.string(),
          lastAt: z.string(),
          reports: z.int(),
        }),
      ),
      total: z.int(),
    }),
  }),
  agentRefusals: route({
    method: 'GET',
    path: '/agent-refusals',
    summary: {
      en: 'Reports of inventory agents that were refused, with the reason',
      de: 'Abgelehnte Meldungen der Inventar-Agenten mit Grund',
    },
    tag,
    may: EDITORS,
    input: nothing,
    output: z.object({
      /** The latest first, at most 200. */
      refusals: z.array(
        z.object({
          id: z.uuid(),
          item: named.nullable(),
          device: z.string(),
          /** The identity that was reported, where that is the reason. */
          uuid: z.string(),
          reason: z.string(),
          text: z.string(),
          address: z.string(),
          firstAt: z.string(),
          lastAt: z.string(),
          times: z.int(),
          settledAt: z.string().nullable(),
        }),
      ),
    }),
  }),
  settleRefusal: route({
    method: 'POST',
    path: '/agent-refusals/{id}/settle',
    summary: {
      en: 'Settle a refused report; `accept` lets the machine have the identity it reported',
      de: 'Eine abgelehnte Meldung erledigen; „accept“ übernimmt die gemeldete Kennung für das Gerät',
    },
    tag,
    may: AGENT_KEEPERS,
    input: one.extend({ accept: z.boolean().default(false) }),
    output: done,
  }),
  machine: route({
    method: 'GET',
    path: '/items/{id}/machine',
    summary: {
      en: 'What was reported of an item: fields with their origin, hardware, network, agents, conflicts, end of support',
      de: 'Was zu einem Gerät gemeldet wurde: Felder mit Herkunft, Hardware, Netz, Agenten, Widersprüche, Ende der Unterstützung',
    },
    tag,
    may: READERS,
    input: one,
    output: z.object({
      traces: z.array(
        z.object({
          field: z.enum(TRACED),
          source: z.enum(SOURCES),
          value: z.string(),
          reportedAt: z.string(),
          since: z.string(),
          /** The item says something else: somebody set it by hand. */
          byHand: z.boolean(),
        }),
      ),
      /** Programs are told by a route of their own; here their number. */
      sections: z.array(
        z.object({
          section: z.enum(SECTIONS),
          layer: z.enum(LAYERS),
          source: z.enum(SOURCES),
          reportedAt: z.string(),
          since: z.string(),
          count: z.int(),
          lines: z.array(line),
        }),
      ),
      agents: z.array(z.object({ device: z.string(), program: z.string(), lastAt: z.string() })),
      conflicts: z.array(z.object({ device: z.string(), uuid: z.string(), lastAt: z.string() })),
      support: z.array(support),
    }),
  }),
  software: route({
    method: 'GET',
    path: '/items/{id}/software',
    summary: { en: 'Programs reported of an item', de: 'Gemeldete Programme eines Geräts' },
    tag,
    may: READERS,
    input: one.extend({
      q: z.string().max(100).default(''),
      limit: z.coerce.number().int().min(1).max(5_000).default(200),
    }),
    output: z.object({
      rows: z.array(z.object({ name: z.string(), version: z.string(), vendor: z.string() })),
      total: z.int(),
    }),
  }),
  giveBack: route({
    method: 'POST',
    path: '/items/{id}/give-back',
    summary: {
      en: 'Give a field that was set by hand back to what is reported',
      de: 'Ein von Hand gesetztes Feld wieder der Meldung überlassen',
    },
    tag,
    may: EDITORS,
    byOffice: true,
    input: one.extend({ field: z.enum(TRACED) }),
    output: done,
    refusals: ['nothing_reported'],
  }),
  supportTable: route({
    method: 'GET',
    path: '/support-table',
    summary: {
      en: 'When makers end the support of common products, as delivered; the town’s own word counts before it',
      de: 'Wann Hersteller die Unterstützung verbreiteter Produkte beenden, wie mitgeliefert; eigene Angaben gehen vor',
    },
    tag,
    may: READERS,
    input: nothing,
    output: z.object({
      rows: z.array(
        z.object({
          product: z.string(),
          endsOn: z.iso.date(),
          /** Last day of paid extensions, where the maker sells them. */
          extendedOn: z.iso.date().nullable(),
          source: z.string(),
          asOf: z.iso.date(),
          /** False: still to be compared with the maker's own page. */
          confirmed: z.boolean(),
        }),
      ),
    }),
  }),
  supportEnds: recordRoutes({
    path: 'support-ends',
    things: 'Eigene Angaben zum Ende der Unterstützung',
    tag,
    fields: supportEndFields,
    read: READERS,
    write: EDITORS,
  }),
};
