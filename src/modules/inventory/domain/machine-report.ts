import type { ItemKind } from './item-kinds.ts';

/** Who told: an agent over the network, a file of an inventory, a query by SNMP, a scan of the network. */
export const SOURCES = ['agent', 'file', 'snmp', 'scan'] as const;
export type Source = (typeof SOURCES)[number];
/** What a source may replace: an agent and a file of the same agent speak of the same lines. */
export const LAYERS = ['agent', 'snmp', 'scan'] as const;
export type Layer = (typeof LAYERS)[number];
export const layerOf = (source: Source): Layer => (source === 'file' ? 'agent' : source);

/** The inside of a machine knows it better than who looks at it from outside. */
const RANKS: Record<Source, number> = { agent: 3, file: 3, snmp: 2, scan: 1 };
export const outranks = (before: Source, now: Source): boolean => RANKS[before] > RANKS[now];

export const SECTIONS = [
  'system',
  'processor',
  'memory',
  'disk',
  'volume',
  'firmware',
  'screen',
  'interface',
  'port',
  'virtual_machine',
  'database',
  'software',
] as const;
export type Section = (typeof SECTIONS)[number];

/** One line of a section; `version` of a processor is its number of cores, of an interface its type. */
export interface Detail {
  name: string;
  vendor: string;
  version: string;
  serial: string;
  /** aa:bb:cc:dd:ee:ff, empty for what many machines share. */
  mac: string;
  /** Addresses, separated by a comma and a space. */
  address: string;
  megabytes: number | null;
}

/** Fields of the item that a report fills. */
export const TRACED = ['kind', 'name', 'vendor', 'model', 'serial_number', 'operating_system'] as const;
export type TracedField = (typeof TRACED)[number];

/** What one report says of one machine, freed from everything that is not kept. */
export interface MachineReport {
  source: Source;
  /** The identity the agent made up for itself; empty when somebody else speaks for the machine. */
  device: string;
  /** Name and version of the agent. */
  program: string;
  /** Says nothing of what it leaves out. */
  partial: boolean;
  uuid: string;
  /** Only what is known. */
  fields: { kind: ItemKind; name: string } & Partial<Record<TracedField, string>>;
  sections: Partial<Record<Section, Detail[]>>;
}

/** Why something in a report was not taken. */
export interface ReportFault {
  /** Number of the machine in the file, from 1. */
  row: number;
  /** Code of a sentence in the texts: `field_agent_<code>`. */
  code: string;
  /** What it is called there, for whoever looks for it. */
  name: string;
}

export interface ReadReports {
  reports: MachineReport[];
  faults: ReportFault[];
}

/** Hosts of a scan that do not answer, and messages without a machine, are neither. */
export const MACS_SHARED = new Set(['00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff']);

export const macsOf = ({ sections }: MachineReport): string[] => [
  ...new Set((sections.interface ?? []).flatMap(({ mac }) => (mac ? [mac] : []))),
];
export const addressesOf = ({ sections }: MachineReport): string[] => [
  ...new Set((sections.interface ?? []).flatMap(({ address }) => (address ? address.split(', ') : []))),
];
