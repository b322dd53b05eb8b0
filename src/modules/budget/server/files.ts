import { fileHome } from '#platform/files/home';
import { budgetContract } from '../contract.ts';
import { contract } from './kinds.ts';

export const contractFiles = fileHome(budgetContract.files, { ...contract, kind: 'contract' });
