import { sql } from 'kysely';
import { refuse } from '#kernel/refuse';
import { fileHandlers } from '#platform/files/handlers';
import { town } from '#platform/http/bind';
import { recordHandlers } from '#platform/http/record-handlers';
import { type Row, readRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { inventoryContract as contract } from '../contract.ts';
import { listAgents, listAgentTokens, listRefusals, readSoftware } from './agent/agent-lists.read.ts';
import { createAgentToken, revokeAgentToken } from './agent/agent-tokens.ts';
import { giveBack } from './agent/give-back.ts';
import { settleRefusal } from './agent/settle-refusal.ts';
import { showMachine } from './agent/show-machine.read.ts';
import { checkPlace } from './check-place.ts';
import { itemFiles } from './files.ts';
import { relationJoins, useJoins } from './impact.read.ts';
import { itemJoins } from './item.read.ts';
import { item, itemRelation, itemUse, supportEnd } from './kinds.ts';
import { showImpact } from './show-impact.ts';
import { showSupportTable } from './support-table.ts';

/** An item that needs itself would never start. */
const checkRelation = (_tx: TownTx, values: Row, before: Row | null): void => {
  const from = values.item_id ?? before?.item_id;
  if (from === (values.needs_item_id ?? before?.needs_item_id))
    refuse('invalid', 'invalid_input', [{ path: 'needsItemId', code: 'item_needs_itself' }]);
};

export const inventoryRoutes = {
  impact: town(contract.impact, showImpact),
  relations: recordHandlers(contract.relations, itemRelation, {
    list: { sorts: { name: sql`n.name`, alternative: sql`r.alternative` }, order: 'name', ...relationJoins },
    where: (query) => [
      ...(query.itemId ? [sql`r.item_id = ${query.itemId}`] : []),
      ...(query.needsItemId ? [sql`r.needs_item_id = ${query.needsItemId}`] : []),
    ],
    check: checkRelation,
  }),
  uses: recordHandlers(contract.uses, itemUse, {
    list: { sorts: { name: sql`o.name`, people: sql`r.people` }, order: 'name', ...useJoins },
    where: (query) => [
      ...(query.itemId ? [sql`r.item_id = ${query.itemId}`] : []),
      ...(query.usedById ? [sql`r.used_by_id = ${query.usedById}`] : []),
    ],
  }),
  agentTokens: town(contract.agentTokens, listAgentTokens),
  createAgentToken: town(contract.createAgentToken, createAgentToken),
  revokeAgentToken: town(contract.revokeAgentToken, revokeAgentToken),
  agents: town(contract.agents, listAgents),
  agentRefusals: town(contract.agentRefusals, listRefusals),
  settleRefusal: town(contract.settleRefusal, settleRefusal),
  machine: town(contract.machine, showMachine),
  software: town(contract.software, async (tx, input) => {
    await readRecord(tx, item, input.id);
    return readSoftware(tx, input);
  }),
  giveBack: town(contract.giveBack, giveBack),
  supportTable: town(contract.supportTable, showSupportTable),
  supportEnds: recordHandlers(contract.supportEnds, supportEnd, {
    list: { sorts: { product: sql`r.product`, endsOn: sql`r.ends_on` }, order: 'product' },
  }),
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
      ...(query.backup ? [sql`r.backup = ${query.backup}`] : []),
      ...(query.responsible === 'none' ? [sql`r.responsible_person_id is null`] : []),
      ...(query.responsible === 'some' ? [sql`r.responsible_person_id is not null`] : []),
      ...(query.support ? [sql`r.end_of_support_on < current_date`] : []),
      ...(query.siteId ? [sql`r.site_id = ${query.siteId}`] : []),
      ...(query.roomId ? [sql`r.room_id = ${query.roomId}`] : []),
    ],
    check: checkPlace,
  }),
};
