import { recordNumber } from '#kernel/record-number';
import { api } from '#platform/client';
import type { budgetContract } from '../contract.ts';

const budget = api<typeof budgetContract>('budget');

/** What a field that chooses a contract of the town searches with: "V-03 Systembetreuung", with its partner. */
export const contractSearch = (town: string) => async (q: string) => {
  const { rows } = await budget.contracts.list({ town, limit: 20, ...(q ? { q } : {}) });
  return rows.map(({ id, number, title, partner }) => ({
    id,
    label: `${recordNumber('V', number)} ${title}`,
    hint: partner,
  }));
};
