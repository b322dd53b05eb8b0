import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import type { effectContract as contract } from '../contract.ts';
import { hoursState } from '../domain/execution.ts';
import { type HoursContract, readHoursContracts, readUsedHours, type UsedHours } from './consulting.read.ts';

type Output = RouteOutput<typeof contract.consulting>;

/** Contracts with agreed hours or with work of consultants, each with what of it went where. */
export async function showConsulting(
  tx: TownTx,
  { contractId }: RouteInput<typeof contract.consulting>,
): Promise<Output> {
  const used = await readUsedHours(tx, contractId);
  const contracts = await readHoursContracts(tx, used, contractId);
  const of = Map.groupBy(used, (one) => one.contractId);
  return { contracts: contracts.map((named) => lineOf(named, of.get(named.id) ?? [])) };
}

function lineOf(named: HoursContract, used: readonly UsedHours[]): Output['contracts'][number] {
  const total = sumOf(used);
  return {
    ...named,
    used: total,
    left: named.hours === null ? null : named.hours - total,
    state: hoursState(named.hours, total),
    months: [...Map.groupBy(used, ({ month }) => month)].map(([month, of]) => ({ month, hours: sumOf(of) })),
    measures: [...Map.groupBy(used, ({ id }) => id).values()]
      .flatMap((of) =>
        of.slice(0, 1).map(({ id, number, title }) => ({ id, number, title, hours: sumOf(of) })),
      )
      .sort((a, b) => a.number - b.number),
  };
}

const sumOf = (used: readonly { hours: number }[]): number => used.reduce((sum, { hours }) => sum + hours, 0);
