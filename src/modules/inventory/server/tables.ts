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
    responsible_person_id: string | null;
    warranty_until: string | null;
    replace_on: string | null;
    note: string;
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
