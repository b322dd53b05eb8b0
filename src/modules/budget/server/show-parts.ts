import type { RouteInput, RouteOutput } from '#kernel/route';
import type { TownTx } from '#platform/tx';
import { m } from '#texts';
import type { spendingContract as contract } from '../contract-spending.ts';
import { contractParts, coverKey } from '../domain/spending.ts';
import { readCellEntries, readCellPostings, readContractTerms, readCovered } from './store.ts';

type Parts = RouteOutput<typeof contract.parts>;

const MOST = 200;

/** What one cell of the view is made of: its largest postings, all given figures, contracts that nothing covers. */
export async function showParts(
  tx: TownTx,
  { year, area }: RouteInput<typeof contract.parts>,
): Promise<Parts> {
  const postings = await readCellPostings(tx, year, area, MOST);
  const entries = await readCellEntries(tx, year, area);
  const covered = new Set((await readCovered(tx, [year])).map((one) => coverKey(one.contractId, one.year)));
  const contracts = (await readContractTerms(tx)).filter((one) => one.area === area);
  const at = { locale: tx.actor.locale };
  return {
    parts: [
      ...postings.rows.map((row) => ({
        kind: 'posting' as const,
        id: row.id,
        label: [row.partner, row.text].filter(Boolean).join(': ') || row.document,
        certainty: 'measured' as const,
        cents: row.amount_cents,
        note: row.line === '1' ? row.document : `${row.document}/${row.line}`,
      })),
      ...entries.map((row) => ({
        kind: 'spending_entry' as const,
        id: row.id,
        label: row.title,
        certainty: row.certainty,
        cents: row.amount_cents,
        note: row.source,
      })),
      ...contractParts(contracts, covered, [year]).map(({ contractId, cents, months }) => ({
        kind: 'contract' as const,
        id: contractId,
        label: contracts.find(({ id }) => id === contractId)?.label ?? '',
        certainty: 'estimated' as const,
        cents,
        note: m.budget_spending_pro_rata({ months }, at),
      })),
    ],
    more: Math.max(0, postings.total - postings.rows.length),
  };
}
