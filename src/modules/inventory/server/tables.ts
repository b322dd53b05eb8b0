import type { Detail, Layer, Section, Source, TracedField } from '../domain/machine-report.ts';

export interface InventoryTables {
  item: {
    town_id: string;
    id: string;
    number: number;
    kind: string;
    name: string;
    site_id: string | null;
    room_id: string | null;
    vendor: string;
    model: string;
    quantity: number;
    bought_on: string | null;
    end_of_support_on: string | null;
    criticality: string;
    protection: string;
    backup: string;
    responsible_person_id: string | null;
    warranty_until: string | null;
    replace_on: string | null;
    note: string;
    serial_number: string;
    operating_system: string;
  };
  item_relation: {
    town_id: string;
    id: string;
    item_id: string;
    needs_item_id: string;
    alternative: string;
    note: string;
  };
  item_use: {
    town_id: string;
    id: string;
    item_id: string;
    used_by_id: string;
    people: number;
    note: string;
  };
}

/** What machines tell of themselves. */
export interface AgentTables {
  machine: { town_id: string; id: string; item_id: string; uuid: string };
  machine_detail: Omit<Detail, 'version'> & {
    release: string;
    town_id: string;
    id: string;
    item_id: string;
    layer: Layer;
    section: Section;
  };
  machine_section: {
    town_id: string;
    id: string;
    item_id: string;
    layer: Layer;
    section: Section;
    source: Source;
    digest: string;
    reported_at: string;
    since: string;
  };
  item_trace: {
    town_id: string;
    id: string;
    item_id: string;
    field: TracedField;
    source: Source;
    value: string;
    reported_at: string;
    since: string;
  };
}
