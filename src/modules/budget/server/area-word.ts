import type { Locale } from '#kernel/chart';
import { m } from '#texts';
import type { CostArea } from '../domain/spending.ts';

const AREAS: Record<CostArea, (values: object, at: { locale: Locale }) => string> = {
  data_centre: m.budget_area_data_centre,
  network: m.budget_area_network,
  applications: m.budget_area_applications,
  workplaces: m.budget_area_workplaces,
  telecommunication: m.budget_area_telecommunication,
  staff: m.budget_area_staff,
  other: m.budget_area_other,
  unassigned: m.budget_area_unassigned,
};
/** A cost area as the screens call it. */
export const areaWord = (area: CostArea, locale: Locale): string => AREAS[area]({}, { locale });
