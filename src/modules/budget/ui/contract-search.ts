import { recordNumber } from '#kernel/record-number';

interface Contracts {
  list: (input: { town: string; limit: number; q?: string }) => Promise<{
    rows: { id: string; number: number; title: string; partner: string }[];
  }>;
}

/** What a field that chooses a contract of the town searches with: "V-03 Systembetreuung", with its partner. */
export const contractSearch = (contracts: Contracts, town: string) => async (q: string) => {
  const { rows } = await contracts.list({ town, limit: 20, ...(q ? { q } : {}) });
  return rows.map(({ id, number, title, partner }) => ({
    id,
    label: `${recordNumber('V', number)} ${title}`,
    hint: partner,
  }));
};
