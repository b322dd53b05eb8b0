import { endQuarter } from './roadmap.ts';

/** A measure in a baseline: its place and cost on that day. */
export interface BaselinePlace {
  id: string;
  number: number;
  starts: string;
  quarters: number;
  onceCents: number;
  yearlyCents: number;
}

/** A measure as it stands now, with what was reported of it. */
export interface MeasureNow {
  id: string;
  number: number;
  title: string;
  status: 'proposed' | 'recommended' | 'decided' | 'postponed' | 'rejected' | 'done';
  starts: string | null;
  quarters: number;
  onceCents: number;
  yearlyCents: number;
  /** Quarter it was reported done in; null where it is not, or nobody said when. */
  doneIn: string | null;
  /** Of the latest monthly report. */
  percent: number | null;
  light: 'green' | 'yellow' | 'red' | null;
  reportedFor: string | null;
  /** What all monthly reports say was spent. */
  spentCents: number;
}

export interface PlaceSpan {
  starts: string;
  ends: string;
  quarters: number;
  onceCents: number;
  yearlyCents: number;
}

export interface ProgressRow
  extends Omit<MeasureNow, 'status' | 'title' | 'starts' | 'quarters' | 'onceCents' | 'yearlyCents'> {
  /** Empty and `removed` where the measure is gone. */
  title: string;
  status: MeasureNow['status'] | 'removed';
  baseline: PlaceSpan | null;
  current: PlaceSpan | null;
  /** Quarters between the end in the baseline and the end now, or the quarter it was done in; null without both. */
  shift: number | null;
  /** Share of its time in the baseline that has passed, in percent. */
  expected: number | null;
  /** Its end by the present plan has passed and it is not done. */
  overdue: boolean;
}

const OUT: readonly MeasureNow['status'][] = ['rejected', 'postponed'];
const indexOf = (quarter: string): number => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;

const spanOf = (place: Omit<BaselinePlace, 'id' | 'number'>): PlaceSpan => ({
  starts: place.starts,
  ends: endQuarter(place),
  quarters: place.quarters,
  onceCents: place.onceCents,
  yearlyCents: place.yearlyCents,
});

/**
 * Every measure of the baseline or of the plan in force, both beside each other, by number. `now` is the present moment in
 * quarters since the year 0, with fractions.
 */
export function progressOf(
  baseline: readonly BaselinePlace[],
  measures: readonly MeasureNow[],
  now: number,
): ProgressRow[] {
  const was = new Map(baseline.map((place) => [place.id, place]));
  const known = new Set(measures.map(({ id }) => id));
  const rows = measures.flatMap((one): ProgressRow[] => {
    const place = was.get(one.id);
    const placed = one.starts !== null && !OUT.includes(one.status);
    if (!place && !placed) return [];
    return [
      rowOf(
        one,
        place ? spanOf(place) : null,
        placed ? spanOf({ ...one, starts: one.starts ?? '' }) : null,
        now,
      ),
    ];
  });
  const gone = baseline
    .filter(({ id }) => !known.has(id))
    .map((place): ProgressRow => {
      const { id, number } = place;
      const nothing = {
        doneIn: null,
        percent: null,
        light: null,
        reportedFor: null,
        spentCents: 0,
        shift: null,
        expected: null,
      };
      return {
        id,
        number,
        title: '',
        status: 'removed',
        baseline: spanOf(place),
        current: null,
        overdue: false,
        ...nothing,
      };
    });
  return [...rows, ...gone].sort((a, b) => a.number - b.number);
}

function rowOf(
  one: MeasureNow,
  baseline: PlaceSpan | null,
  current: PlaceSpan | null,
  now: number,
): ProgressRow {
  const { id, number, title, status, doneIn, percent, light, reportedFor, spentCents } = one;
  const done = status === 'done';
  const ends = done ? (doneIn ?? current?.ends ?? null) : (current?.ends ?? null);
  const passed = baseline ? (now - indexOf(baseline.starts)) / baseline.quarters : 0;
  return {
    id,
    number,
    title,
    status,
    doneIn,
    percent: done ? 100 : percent,
    light,
    reportedFor,
    spentCents,
    baseline,
    current,
    shift: baseline && ends ? indexOf(ends) - indexOf(baseline.ends) : null,
    expected: baseline ? Math.round(Math.min(1, Math.max(0, passed)) * 100) : null,
    overdue: !done && current !== null && indexOf(current.ends) + 1 <= now,
  };
}

/** What the rows say together; money is in cents. */
export function summed(rows: readonly ProgressRow[]) {
  const sum = (of: (row: ProgressRow) => number): number => rows.reduce((total, row) => total + of(row), 0);
  const count = (of: (row: ProgressRow) => boolean): number => rows.filter(of).length;
  return {
    /** Of the baseline. */
    all: count(({ baseline }) => baseline !== null),
    later: count(({ shift }) => shift !== null && shift > 0),
    earlier: count(({ shift }) => shift !== null && shift < 0),
    done: count(({ status }) => status === 'done'),
    /** In the baseline, and without a place now. */
    dropped: count(({ baseline, current }) => baseline !== null && current === null),
    added: count(({ baseline }) => baseline === null),
    overdue: count(({ overdue }) => overdue),
    baselineCents: sum(({ baseline }) => baseline?.onceCents ?? 0),
    currentCents: sum(({ current }) => current?.onceCents ?? 0),
    spentCents: sum(({ spentCents }) => spentCents),
    baselineYearlyCents: sum(({ baseline }) => baseline?.yearlyCents ?? 0),
    currentYearlyCents: sum(({ current }) => current?.yearlyCents ?? 0),
  };
}
