import { fileHome } from '#platform/files/home';
import { budgetContract } from '../contract.ts';
import { contract, posting, spendingEntry } from './kinds.ts';

export const contractFiles = fileHome(budgetContract.files, { ...contract, kind: 'contract' });
export const postingFiles = fileHome(budgetContract.spending.postingFiles, { ...posting, kind: 'posting' });
export const spendingEntryFiles = fileHome(budgetContract.spending.entryFiles, {
  ...spendingEntry,
  kind: 'spending_entry',
});
