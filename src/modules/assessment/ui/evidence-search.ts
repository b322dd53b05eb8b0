import type { budgetContract } from '#modules/budget/contract';
import type { inventoryContract } from '#modules/inventory/contract';
import { api } from '#platform/client';
import { money } from '#ui-kit/format';
import type { LookupOption } from '#ui-kit/lookup-field';

const budget = api<typeof budgetContract>('budget');
const inventory = api<typeof inventoryContract>('inventory');

const FEW = 20;

/** Items that a rating or finding can rest on, by number or words. */
export async function searchItems(town: string, q: string): Promise<LookupOption[]> {
  const { rows } = await inventory.items.list({ town, limit: FEW, ...(q ? { q } : {}) });
  return rows.map(({ id, number, name, siteName }) => ({
    id,
    label: `I-${String(number).padStart(3, '0')} ${name}`,
    ...(siteName ? { hint: siteName } : {}),
  }));
}

/** Postings by document, partner or text. */
export async function searchPostings(town: string, q: string): Promise<LookupOption[]> {
  const { rows } = await budget.spending.postings.list({ town, limit: FEW, ...(q ? { q } : {}) });
  return rows.map(({ id, year, document, partner, text, amountCents }) => ({
    id,
    label: [year, document, partner].filter(Boolean).join(' '),
    hint: [money(amountCents, true), text].filter(Boolean).join(', '),
  }));
}
