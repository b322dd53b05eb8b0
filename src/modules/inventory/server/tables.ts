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
    note: string;
  };
}
