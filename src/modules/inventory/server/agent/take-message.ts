import { refuse } from '#kernel/refuse';
import { type Ground, inTown } from '#platform/tx';
import type { MachineReport } from '../../domain/machine-report.ts';
import { readInventory } from '../../domain/read-inventory.ts';
import type { Branch } from '../../domain/report-words.ts';
import type { Admitted } from './admit-agent.ts';
import { keepRefusal } from './machine-store.ts';
import { ContradictingReport, takeReport } from './take-report.ts';

/**
 * Stores every machine an agent speaks of, each in a transaction of its own. Refuses a message without any, and one
 * whose sender contradicts what is known of it.
 */
export async function takeMessage(
  ground: Ground,
  admitted: Admitted,
  tree: Branch,
  address: string,
): Promise<void> {
  const { reports, faults } = readInventory(tree, 'agent');
  for (const report of reports) await takeOne(ground, admitted, report, address);
  for (const { code, name } of faults)
    await noteRefusal(ground, admitted, { reason: code, device: name, address });
  if (reports.length === 0 && faults[0]) refuse('invalid', `agent_${faults[0].code}`);
}

async function takeOne(
  ground: Ground,
  admitted: Admitted,
  report: MachineReport,
  address: string,
): Promise<void> {
  try {
    await inTown(ground, admitted.actor, (tx) => takeReport(tx, report, admitted.tokenId));
  } catch (error) {
    if (!(error instanceof ContradictingReport)) throw error;
    const { device, uuid } = report;
    await noteRefusal(ground, admitted, {
      reason: error.message,
      device,
      uuid,
      itemId: error.itemId,
      address,
    });
    refuse('conflict', `agent_${error.message}`);
  }
}

export async function noteRefusal(
  ground: Ground,
  { actor, tokenId }: Admitted,
  said: { reason: string; device: string; address: string; uuid?: string; itemId?: string },
): Promise<void> {
  await inTown(ground, actor, (tx) => keepRefusal(tx, { uuid: '', itemId: null, tokenId, ...said }));
}
