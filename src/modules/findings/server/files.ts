import { fileHome } from '#platform/files/home';
import { findingsContract as contract } from '../contract.ts';
import { finding } from './kinds.ts';
import { requireMay } from './policy.ts';
import type { FindingTable } from './tables.ts';

/** Who may edit a finding adds and removes its files. */
export const findingFiles = fileHome(contract.files, { ...finding, kind: 'finding' }, (tx, row) =>
  requireMay(tx, row as unknown as FindingTable, 'edit'),
);
