export interface RoadmapTables {
  year_frame: { town_id: string; id: string; year: number; result_cents: number; investment_cents: number };
}
