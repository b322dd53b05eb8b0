import type { RouteInput, RouteOutput } from '#kernel/route';
import { readTown } from '#modules/organisation';
import type { TownTx } from '#platform/tx';
import type { spendingContract as contract } from '../contract-spending.ts';
import {
  contractParts,
  coverKey,
  perHead,
  type Spending,
  spendingOf,
  yearsUntil,
} from '../domain/spending.ts';
import { lastFullYear } from './spending.read.ts';
import { type NamedContract, readContractTerms, readCovered, readParts } from './store.ts';

type Overview = RouteOutput<typeof contract.overview>;

export interface KnownSpending extends Spending {
  until: number;
  doubles: Overview['doubles'];
}

/** Three years of spending up to `until` (its default: {@link lastFullYear}); page and report show this. */
export async function readSpending(tx: TownTx, until?: number): Promise<KnownSpending> {
  const last = until ?? (await lastFullYear(tx));
  const years = yearsUntil(last);
  const contracts = await readContractTerms(tx);
  const covered = await readCovered(tx, years);
  const keys = new Set(covered.map(({ contractId, year }) => coverKey(contractId, year)));
  const parts = [...(await readParts(tx, years)), ...contractParts(contracts, keys, years)];
  return { until: last, ...spendingOf(parts, years), doubles: doublesOf(covered, contracts) };
}

const doublesOf = (
  covered: Awaited<ReturnType<typeof readCovered>>,
  contracts: readonly NamedContract[],
): Overview['doubles'] =>
  covered
    .filter(({ posted, given }) => posted && given)
    .map(({ contractId, year }) => ({
      contractId,
      year,
      label: contracts.find(({ id }) => id === contractId)?.label ?? '',
    }))
    .sort((a, b) => a.year - b.year || a.label.localeCompare(b.label));

/** The view: sums by year and area with their certainty, and per resident and workplace where the town has numbers. */
export async function showSpending(
  tx: TownTx,
  { until }: Omit<RouteInput<typeof contract.overview>, 'town'>,
): Promise<Overview> {
  const spending = await readSpending(tx, until);
  const { inhabitants, itWorkplaces } = await readTown(tx);
  return {
    until: spending.until,
    years: spending.years.map((year) => ({
      ...year,
      perResidentCents: year.certainty === null ? null : perHead(year.cents, inhabitants),
      perWorkplaceCents: year.certainty === null ? null : perHead(year.cents, itWorkplaces),
    })),
    areas: spending.areas.map(({ area, sums }) => ({ area, sums: [...sums] })),
    doubles: spending.doubles,
  };
}
