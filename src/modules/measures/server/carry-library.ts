import { summaryOf, townLibrary } from '#modules/catalogue';
import { insertRecord, type StoredRow, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import { libraryStrength } from '../domain/coverage.ts';
import { findingNeed } from './finding-needs.read.ts';
import { measureEconomy, measureFinding } from './kinds.ts';
import { findLink, loadLinkRows } from './store.ts';

const EURO = 100;

/** What a measure made from one of the library brings along: its ranges, and how strongly it serves its findings. */
export async function carryLibrary(tx: TownTx, measure: StoredRow, keys: string): Promise<void> {
  const [from, ...more] = (await townLibrary(tx)).measures.filter(({ id }) => keys.split(' ').includes(id));
  if (!from || more.length > 0) return;
  const { once, yearly, ownDays } = summaryOf(from);
  await insertRecord(tx, measureEconomy, {
    measure_id: measure.id,
    office_id: measure.office_id,
    once_least_cents: once.least * EURO,
    once_most_cents: once.most * EURO,
    yearly_least_cents: yearly.least * EURO,
    yearly_most_cents: yearly.most * EURO,
    effort_least_days: ownDays.least,
    effort_most_days: ownDays.most,
    once_certainty: 'estimated',
    yearly_certainty: 'estimated',
    effort_certainty: 'estimated',
  });
  for (const { target } of (await loadLinkRows(tx, measure.id)).findings) {
    const need = await findingNeed(tx, target);
    const link = await findLink(tx, 'finding', measure.id, target);
    if (!need || !link) continue;
    const strength = libraryStrength(from.serves, {
      requirements: need.requirements,
      sameArea: from.area === need.area,
    });
    // Whoever links it by hand says that it helps.
    if (strength > 0) await updateRecord(tx, measureFinding, link.id, { strength }, { version: null });
  }
}
