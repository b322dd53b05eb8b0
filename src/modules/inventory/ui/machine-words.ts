import { m } from '#texts';
import { type inventory, KINDS } from './item-words.ts';

export type Machine = Awaited<ReturnType<typeof inventory.machine>>;
type Field = Machine['traces'][number]['field'];

export const SOURCES: Record<Machine['traces'][number]['source'], () => string> = {
  agent: m.inventory_source_agent,
  file: m.inventory_source_file,
  snmp: m.inventory_source_snmp,
  scan: m.inventory_source_scan,
};
export const SECTIONS: Record<Machine['sections'][number]['section'], () => string> = {
  system: m.inventory_section_system,
  processor: m.inventory_section_processor,
  memory: m.inventory_section_memory,
  disk: m.inventory_section_disk,
  volume: m.inventory_section_volume,
  firmware: m.inventory_section_firmware,
  screen: m.inventory_section_screen,
  interface: m.inventory_section_interface,
  port: m.inventory_section_port,
  virtual_machine: m.inventory_section_virtual_machine,
  database: m.inventory_section_database,
  software: m.inventory_section_software,
};
/** Facts of the system as they are stored -> as people call them. */
export const SYSTEM_FACTS: Readonly<Record<string, () => string>> = {
  operating_system: m.inventory_operating_system,
  release: m.inventory_version,
  kernel: m.inventory_fact_kernel,
  architecture: m.inventory_fact_architecture,
  full_name: m.inventory_fact_full_name,
  domain: m.inventory_fact_domain,
  chassis: m.inventory_fact_chassis,
  virtual: m.inventory_fact_virtual,
  bios: m.inventory_fact_bios,
  memory: m.inventory_section_memory,
};
const FIELDS: Record<Field, () => string> = {
  kind: m.inventory_kind,
  name: m.inventory_name,
  vendor: m.inventory_vendor,
  model: m.inventory_model,
  serial_number: m.inventory_serial_number,
  operating_system: m.inventory_operating_system,
};
export const fieldWord = (field: Field): string => FIELDS[field]();
export const valueWord = (field: Field, value: string): string =>
  field === 'kind' ? (KINDS[value as keyof typeof KINDS]?.() ?? value) : value;
