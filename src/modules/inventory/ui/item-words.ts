import { addMonths, localDateOf } from '#kernel/dates';
import { api } from '#platform/client';
import { m } from '#texts';
import type { Status } from '#ui-kit/badge';
import { date } from '#ui-kit/format';
import type { inventoryContract } from '../contract.ts';

export const inventory = api<typeof inventoryContract>('inventory');
export type Item = Awaited<ReturnType<typeof inventory.items.get>>;

export const KINDS: Record<Item['kind'], () => string> = {
  server: m.inventory_kind_server,
  client: m.inventory_kind_client,
  mobile: m.inventory_kind_mobile,
  network: m.inventory_kind_network,
  printer: m.inventory_kind_printer,
  telephony: m.inventory_kind_telephony,
  application: m.inventory_kind_application,
  procedure: m.inventory_kind_procedure,
  service: m.inventory_kind_service,
  citizen_service: m.inventory_kind_citizen_service,
  line: m.inventory_kind_line,
  room_equipment: m.inventory_kind_room_equipment,
  contract: m.inventory_kind_contract,
  other: m.inventory_kind_other,
};
export const CRITICALITIES: Record<Item['criticality'], () => string> = {
  low: m.inventory_criticality_low,
  normal: m.inventory_criticality_normal,
  high: m.inventory_criticality_high,
  critical: m.inventory_criticality_critical,
};
export const PROTECTIONS: Record<Item['protection'], () => string> = {
  normal: m.inventory_protection_normal,
  high: m.inventory_protection_high,
  very_high: m.inventory_protection_very_high,
};
export const BACKUPS: Record<Item['backup'], () => string> = {
  unknown: m.inventory_backup_unknown,
  yes: m.inventory_backup_yes,
  no: m.inventory_backup_no,
  not_needed: m.inventory_backup_not_needed,
};
const TONES = { low: 'neutral', normal: 'info', high: 'warning', critical: 'danger' } as const;

export const options = <Key extends string>(words: Record<Key, () => string>) =>
  (Object.keys(words) as Key[]).map((value) => ({ value, label: words[value]() }));

export const criticality = (item: Item): Status => ({
  word: CRITICALITIES[item.criticality](),
  tone: TONES[item.criticality],
});

export const itemNumber = ({ number }: Item) => `I-${String(number).padStart(3, '0')}`;
export const place = ({ siteName, roomName }: Item) => [siteName, roomName].filter(Boolean).join(', ');

/** Warns this long before support ends: about one budget year. */
const WARN_MONTHS = 12;

/** Nothing to say while support lasts longer than the next budget year. */
export function supportStatus(endOfSupportOn: string | null): Status | null {
  if (!endOfSupportOn) return null;
  const today = localDateOf(new Date());
  if (endOfSupportOn < today) return { word: m.inventory_support_ended(), tone: 'danger' };
  return endOfSupportOn < addMonths(today, WARN_MONTHS)
    ? { word: m.inventory_support_ends_soon(), tone: 'warning' }
    : null;
}

const plain = (value: string) => value;
const shortened = (value: string) => (value.length > 300 ? `${value.slice(0, 300)} …` : value);
const word = (words: Record<string, () => string>) => (value: string) => words[value]?.() ?? value;

/** Fields as the journal names them. */
export const ITEM_FIELDS = {
  name: { label: m.inventory_name, show: plain },
  kind: { label: m.inventory_kind, show: word(KINDS) },
  criticality: { label: m.inventory_criticality, show: word(CRITICALITIES) },
  site_id: { label: m.inventory_site },
  room_id: { label: m.inventory_room },
  office_id: { label: m.inventory_office },
  vendor: { label: m.inventory_vendor, show: plain },
  model: { label: m.inventory_model, show: plain },
  serial_number: { label: m.inventory_serial_number, show: plain },
  operating_system: { label: m.inventory_operating_system, show: plain },
  quantity: { label: m.inventory_quantity, show: plain },
  bought_on: { label: m.inventory_bought_on, show: (value: string) => date(value) },
  end_of_support_on: { label: m.inventory_end_of_support, show: (value: string) => date(value) },
  protection: { label: m.inventory_protection, show: word(PROTECTIONS) },
  backup: { label: m.inventory_backup, show: word(BACKUPS) },
  responsible_person_id: { label: m.inventory_responsible },
  warranty_until: { label: m.inventory_warranty_until, show: (value: string) => date(value) },
  replace_on: { label: m.inventory_replace_on, show: (value: string) => date(value) },
  note: { label: m.inventory_note, show: plain },
  // What was reported, by section: what went and what came.
  system: { label: m.inventory_section_system },
  processor: { label: m.inventory_section_processor, show: plain },
  memory: { label: m.inventory_section_memory, show: plain },
  disk: { label: m.inventory_section_disk, show: plain },
  volume: { label: m.inventory_section_volume, show: plain },
  firmware: { label: m.inventory_section_firmware, show: plain },
  screen: { label: m.inventory_section_screen, show: plain },
  interface: { label: m.inventory_section_interface, show: plain },
  port: { label: m.inventory_section_port, show: plain },
  virtual_machine: { label: m.inventory_section_virtual_machine, show: plain },
  database: { label: m.inventory_section_database, show: plain },
  software: { label: m.inventory_section_software, show: shortened },
};
export const ITEM_EVENTS = {
  reported: m.inventory_event_reported,
  details_reported: m.inventory_event_details_reported,
  given_back: m.inventory_event_given_back,
  identity_accepted: m.inventory_event_identity_accepted,
};
