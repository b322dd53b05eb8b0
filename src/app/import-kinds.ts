import { importBudgetLines, importContracts, importPostings } from '#modules/budget';
import { importAgentReports, importItems, importScans } from '#modules/inventory';
import { importPeople } from '#modules/organisation';
import type { ImportKind } from '#platform/import/kind';

/** Every kind of records that a file can bring in, in the order people choose from. */
export const importKinds: readonly ImportKind[] = [
  importItems,
  importPeople,
  importBudgetLines,
  importContracts,
  importPostings,
  importAgentReports,
  importScans,
];
