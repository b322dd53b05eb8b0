import { readFile, stat } from 'node:fs/promises';
import { EDITORS } from '#kernel/functions';
import {
  type BroughtReport,
  type ImportKind,
  type ReportReader,
  UnreadableFile,
  type Word,
} from '#platform/import/kind';
import { savepoint } from '#platform/tx';
import { m } from '#texts';
import { itemFields } from '../contract.ts';
import type { MachineReport, ReadReports } from '../domain/machine-report.ts';
import { readInventory } from '../domain/read-inventory.ts';
import { readScan } from '../domain/read-scan.ts';
import type { Branch } from '../domain/report-words.ts';
import { UnreadableReport } from './agent/report-tree.ts';
import { ContradictingReport, takeReport } from './agent/take-report.ts';
import { readTree } from './agent/unpack.ts';
import { item } from './kinds.ts';

const MOST_BYTES = 50_000_000;
const word =
  (text: (values: object, at: { locale: 'de' | 'en' }) => string): Word =>
  (locale) =>
    text({}, { locale });
const column = (name: string, label: Word) => ({ name, label, headings: [], type: { is: 'text' as const } });

const shared = {
  record: item,
  list: 'item',
  may: EDITORS,
  schema: itemFields,
  keys: [],
  fields: [
    column('name', word(m.inventory_name)),
    column('vendor', word(m.inventory_vendor)),
    column('model', word(m.inventory_model)),
    column('serialNumber', word(m.inventory_serial_number)),
    column('operatingSystem', word(m.inventory_operating_system)),
  ],
} satisfies Partial<ImportKind>;

const cellsOf = ({ fields }: MachineReport): string[] => [
  fields.name,
  fields.vendor ?? '',
  fields.model ?? '',
  fields.serial_number ?? '',
  fields.operating_system ?? '',
];

const reader = (fits: RegExp, read: (tree: Branch) => ReadReports): ReportReader => ({
  fits: (head) => fits.test(head),
  async bring(tx, path, progress) {
    const { reports, faults } = read(await treeOf(path));
    const brought: BroughtReport[] = faults.map(({ row, code, name }) => ({
      row,
      act: 'refuse',
      cells: [name],
      code: `agent_${code}`,
    }));
    for (const [at, report] of reports.entries()) {
      await progress.tell('importing', at, reports.length);
      brought.push(await bringOne(tx, report, at + 1));
    }
    return brought;
  },
});

async function treeOf(path: string): Promise<Branch> {
  if ((await stat(path)).size > MOST_BYTES) throw new UnreadableFile('agent_too_large');
  try {
    return (await readTree(await readFile(path))).tree;
  } catch (error) {
    if (error instanceof UnreadableReport) throw new UnreadableFile(`agent_${error.code}`);
    throw error;
  }
}

const ACTS = { created: 'create', updated: 'update', same: 'skip' } as const;

async function bringOne(
  tx: Parameters<typeof takeReport>[0],
  report: MachineReport,
  row: number,
): Promise<BroughtReport> {
  const cells = cellsOf(report);
  try {
    const { became } = await savepoint(tx, () => takeReport(tx, report, null));
    return { row, act: ACTS[became], cells };
  } catch (error) {
    if (!(error instanceof ContradictingReport)) throw error;
    return { row, act: 'refuse', cells, code: `agent_${error.message}` };
  }
}

/** Inventories that agents have written to files, one machine or device each, or several. */
export const importAgentReports: ImportKind = {
  ...shared,
  name: 'agent',
  title: word(m.inventory_agent_reports),
  reports: reader(/<REQUEST\b|^\s*\ufeff?\{/i, (tree) => readInventory(tree, 'file')),
};

/** Scans of the network: `nmap -oX`. */
export const importScans: ImportKind = {
  ...shared,
  name: 'nmap',
  title: word(m.inventory_scans),
  reports: reader(/<nmaprun\b/i, (tree) =>
    tree.nmaprun === undefined
      ? { reports: [], faults: [{ row: 1, code: 'not_a_scan', name: '' }] }
      : readScan(tree),
  ),
};
