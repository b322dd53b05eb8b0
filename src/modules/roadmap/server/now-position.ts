import { addQuarters, daysBetween, firstDay, type LocalDate, quarterOf } from '#kernel/dates';

/** A day as quarters since the year 0, with the share of its quarter that has passed by its end. */
export function quartersAt(day: LocalDate): number {
  const quarter = quarterOf(day);
  const begins = firstDay(quarter);
  const passed = (daysBetween(begins, day) + 1) / daysBetween(begins, firstDay(addQuarters(quarter, 1)));
  return Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1 + passed;
}
