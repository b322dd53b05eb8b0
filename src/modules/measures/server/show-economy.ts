import { TREASURERS } from '#kernel/functions';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { readRecord } from '#platform/records';
import { functionsFor, type TownTx } from '#platform/tx';
import type { measuresContract } from '../contract.ts';
import { economyOf, economyOfAll } from '../domain/economy.ts';
import { economyInput } from './economy-input.ts';
import { measure } from './kinds.ts';
import { type EconomyRow, type MeasureRow, readCoverage, readEconomies } from './package-ground.read.ts';
import { counts } from './show-coverage.ts';
import type { MeasureTable } from './tables.ts';

type Contract = (typeof measuresContract)['economy'];

const UNSAID = {
  version: 0,
  onceLeastCents: null,
  onceMostCents: null,
  yearlyLeastCents: null,
  yearlyMostCents: null,
  effortLeastDays: null,
  effortMostDays: null,
  yearlyLeastDays: 0,
  yearlyMostDays: 0,
  onceCertainty: 'estimated',
  yearlyCertainty: 'estimated',
  effortCertainty: 'estimated',
  note: '',
} as const;

/** What a measure costs and saves over five years, with what was said about it. */
export async function showEconomy(
  tx: TownTx,
  { id }: RouteInput<Contract['get']>,
): Promise<RouteOutput<Contract['get']>> {
  const row = (await readRecord(tx, measure, id)) as unknown as MeasureTable;
  const ground = await readEconomies(tx, id);
  const [said] = ground.economies;
  const edits = functionsFor(tx.actor, row.office_id).some((fn) => TREASURERS.includes(fn));
  return {
    ...(said ? plain(said) : UNSAID),
    replacements: ground.replacements.map(({ id: _id, measureId: _measureId, ...one }) => one),
    result: economyOf(economyInput(pricedOf(row), ground)),
    may: { edit: edits || 'may_only_treasurers' },
  };
}

const plain = ({ id: _id, measureId: _measureId, ...said }: EconomyRow) => said;

const pricedOf = (row: MeasureTable): Parameters<typeof economyInput>[0] => ({
  id: row.id,
  onceCostCents: row.once_cost_cents,
  yearlyCostCents: row.yearly_cost_cents,
  grantCents: row.grant_cents,
  effortDays: row.effort_days,
  responsibleRole: row.responsible_role,
});

/** All measures but the rejected, each over five years, and the sum of those that count. */
export async function showEconomies(tx: TownTx): Promise<RouteOutput<Contract['all']>> {
  const { measures } = await readCoverage(tx);
  const ground = await readEconomies(tx);
  const of = (row: MeasureRow) => economyOf(economyInput(row, ground));
  const shown = measures
    .filter(({ status }) => status !== 'rejected')
    .map((row) => ({
      id: row.id,
      number: row.number,
      title: row.title,
      status: row.status,
      result: of(row),
    }));
  return {
    measures: shown,
    total: economyOfAll(shown.filter(({ status }) => counts(status)).map(({ result }) => result)),
    may: { rates: functionsFor(tx.actor, null).some((fn) => TREASURERS.includes(fn)) },
  };
}
