import { localDateOf } from '#kernel/dates';
import { refuse } from '#kernel/refuse';
import type { RouteInput, RouteOutput } from '#kernel/route';
import { measuresKinds } from '#modules/measures';
import { insertRecord, readRecord, updateRecord } from '#platform/records';
import type { TownTx } from '#platform/tx';
import type { effectContract as contract } from '../contract.ts';
import { ENTERED, type SourceKey } from '../domain/sources.ts';
import { indicatorView } from './indicator.ts';
import { indicatorValue } from './kinds.ts';
import { readNow } from './reading.read.ts';
import { type IndicatorRow, latestValues, listIndicators, listValues, lockIndicator } from './store.ts';

interface Taken {
  value: number;
  part: number | null;
  whole: number | null;
  measuredOn: string;
  note: string;
  computed: boolean;
}

/**
 * Keeps a value of the measure's indicator. Refuses `indicator_missing` without one, `indicator_silent` when its source says nothing
 * yet, days to come, and values typed for a figure that is computed.
 */
export async function takeValue(
  tx: TownTx,
  input: RouteInput<typeof contract.takeValue>,
): Promise<RouteOutput<typeof contract.takeValue>> {
  await readRecord(tx, measuresKinds.measure, input.id);
  const row = await lockIndicator(tx, input.id);
  if (!row) return refuse('state', 'indicator_missing');
  await keepValue(tx, row, row.source === ENTERED ? entered(tx, input) : await computed(tx, row, input));
  return { indicator: await indicatorView(tx, row) };
}

function entered(tx: TownTx, input: RouteInput<typeof contract.takeValue>): Taken {
  const today = localDateOf(tx.now);
  const measuredOn = input.measuredOn ?? today;
  if (input.value === null) return refuse('invalid', 'invalid_input', [{ path: 'value', code: 'required' }]);
  if (measuredOn > today) refuse('invalid', 'invalid_input', [{ path: 'measuredOn', code: 'in_future' }]);
  return { value: input.value, part: null, whole: null, measuredOn, note: input.note, computed: false };
}

async function computed(
  tx: TownTx,
  row: IndicatorRow,
  input: RouteInput<typeof contract.takeValue>,
): Promise<Taken> {
  const typed = (['value', 'measuredOn'] as const).filter((path) => input[path] !== null);
  if (typed.length > 0)
    refuse(
      'invalid',
      'invalid_input',
      typed.map((path) => ({ path, code: 'not_changed_here' })),
    );
  return (await computeNow(tx, row, input.note)) ?? refuse('state', 'indicator_silent');
}

/** The value of a bound figure now; null while its source says nothing. */
async function computeNow(tx: TownTx, row: IndicatorRow, note = ''): Promise<Taken | null> {
  const { value, part, whole } = await readNow(tx, row.source as SourceKey, row.scope);
  if (value === null) return null;
  return { value, part, whole, measuredOn: localDateOf(tx.now), note, computed: true };
}

/** One value a day: the later one counts. */
async function keepValue(tx: TownTx, row: IndicatorRow, taken: Taken): Promise<void> {
  const { measuredOn, ...rest } = taken;
  const known = (await listValues(tx, row.id)).find(({ measured_on }) => measured_on === measuredOn);
  if (known) await updateRecord(tx, indicatorValue, known.id, rest, { version: null });
  else
    await insertRecord(tx, indicatorValue, {
      ...rest,
      measured_on: measuredOn,
      indicator_id: row.id,
      office_id: row.office_id,
    });
}

/** The value that counts at this moment: computed anew where the figure is bound, else the last that was entered. */
export async function valueNow(tx: TownTx, row: IndicatorRow): Promise<number | null> {
  if (row.source === ENTERED) return (await listValues(tx, row.id)).at(-1)?.value ?? null;
  const taken = await computeNow(tx, row);
  if (taken) await keepValue(tx, row, taken);
  return taken?.value ?? null;
}

/** Every month one value of each bound figure that is still looked at: the nightly round calls it. */
export async function takeMonthlyValues(tx: TownTx): Promise<number> {
  const month = localDateOf(tx.now).slice(0, 7);
  const latest = await latestValues(tx);
  const due = (await listIndicators(tx)).filter(
    ({ id, source, next_review_on }) =>
      source !== ENTERED && next_review_on !== null && latest.get(id)?.measured_on.slice(0, 7) !== month,
  );
  let taken = 0;
  for (const row of due) if ((await valueNow(tx, row)) !== null) taken += 1;
  return taken;
}
