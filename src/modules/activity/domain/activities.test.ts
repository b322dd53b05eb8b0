import { describe, expect, test } from 'vitest';
import { type LocalDate, localDate } from '#kernel/dates';
import { activities, byKind, type DiarySum, type Estimate, inPercent, type WorkKind } from './activities.ts';
import { dayState, meet, onWhatIsStored, typedSince } from './diary.ts';

const shares = (given: Partial<Record<WorkKind, number>>) => byKind((kind) => given[kind] ?? 0);
const sum = (kind: WorkKind, minutes: number, more: Partial<DiarySum> = {}): DiarySum => ({
  role: 'desk',
  released: false,
  kind,
  minutes,
  days: 15,
  weeks: 1,
  interruptions: 60,
  ...more,
});
const estimate = (
  role: string,
  given: Partial<Record<WorkKind, number>>,
  minutesPerWeek: number,
): Estimate => ({
  role,
  certainty: 'estimated',
  minutesPerWeek,
  shares: shares(given),
  interruptionsPerDay: 10,
  sureness: 'rough',
  basis: 'Gespräch',
});
const unknown = (role: string): Estimate => ({
  ...estimate(role, {}, 0),
  certainty: 'unknown',
  minutesPerWeek: null,
  interruptionsPerDay: null,
});

test('whole per cent add up to 100', () => {
  // 1 : 1 : 1 is 33.33 each; 99 are given, the hundredth goes to the first of equal remainders.
  expect(inPercent(shares({ strategic: 1, project: 1, service: 1 }))).toEqual(
    shares({ strategic: 34, project: 33, service: 33 }),
  );
  // 5 of 16 = 31.25, 11 of 16 = 68.75: 31 + 68 = 99, the larger remainder gets one.
  expect(inPercent(shares({ service: 5, operation: 11 }))).toEqual(shares({ service: 31, operation: 69 }));
  expect(inPercent(shares({}))).toEqual(shares({}));
});

describe('which figure stands', () => {
  test('a diary before an estimate, both side by side; the days of all people count', () => {
    // Three people, five days each = 15 days; 7,200 minutes: 360 strategic = 5 %, 6,840 service = 95 %. 60 interruptions / 15 days = 4.
    const { functions, total } = activities(
      [sum('strategic', 360), sum('service', 6840)],
      [estimate('desk', { strategic: 20, service: 80 }, 7000)],
    );
    expect(functions[0]).toMatchObject({
      role: 'desk',
      certainty: 'measured',
      measured: {
        days: 15,
        released: false,
        minutesPerWeek: 7200,
        interruptionsPerDay: 4,
        shares: shares({ strategic: 5, service: 95 }),
      },
      estimated: { shares: shares({ strategic: 20, service: 80 }) },
    });
    expect(total).toMatchObject({
      certainty: 'measured',
      days: 15,
      unknown: 0,
      figure: { minutesPerWeek: 7200 },
    });
  });

  test('released sums of one person and a group of the same function add up', () => {
    // Released: 600 in 1 week, 5 days, 10 interruptions. Group: 3,000 in 2 weeks, 15 days, 50 interruptions.
    // Minutes a week: 600/1 + 3,000/2 = 2,100. Interruptions: 60/20 = 3. Shares: 600 of 3,600 = 16.67 -> 17, rest 83.
    const [one] = activities(
      [
        sum('strategic', 600, { released: true, days: 5, interruptions: 10 }),
        sum('service', 3000, { days: 15, weeks: 2, interruptions: 50 }),
      ],
      [],
    ).functions;
    expect(one?.measured).toEqual({
      shares: shares({ strategic: 17, service: 83 }),
      minutesPerWeek: 2100,
      interruptionsPerDay: 3,
      days: 20,
      released: true,
    });
  });

  test('an estimate where nobody measured, and the total is then estimated and weighed by the week', () => {
    // Head of IT 2,400 min, 10 % strategic = 240; desk 4,800 min, 5 % = 240. 480 of 7,200 = 6.67 -> 7 %.
    // Interruptions: (10 * 2,400 + 10 * 4,800) / 7,200 = 10.
    const { total, functions } = activities(
      [],
      [
        estimate('head_of_it', { strategic: 10, fire_fighting: 90 }, 2400),
        estimate('desk', { strategic: 5, service: 95 }, 4800),
        unknown('isb'),
      ],
    );
    expect(functions.map(({ role, certainty }) => [role, certainty])).toEqual([
      ['desk', 'estimated'],
      ['head_of_it', 'estimated'],
      ['isb', 'unknown'],
    ]);
    // Fire fighting: 2,160 of 7,200 = 30 %; service 4,560 = 63.33 -> 63 %. 6 + 63 + 30 = 99, one to the largest remainder (strategic .67).
    expect(total).toEqual({
      certainty: 'estimated',
      days: 0,
      unknown: 1,
      figure: {
        shares: shares({ strategic: 7, service: 63, fire_fighting: 30 }),
        minutesPerWeek: 7200,
        interruptionsPerDay: 10,
      },
    });
  });

  test('small functions measured together leave the estimates of functions without own figures out of the total', () => {
    const { total, functions } = activities(
      [sum('service', 1000, { role: '' })],
      [estimate('head_of_it', { strategic: 100 }, 2400)],
    );
    expect(functions.map(({ role, certainty }) => [role, certainty])).toEqual([
      ['head_of_it', 'estimated'],
      ['', 'measured'],
    ]);
    expect(total).toMatchObject({ certainty: 'measured', figure: { shares: shares({ service: 100 }) } });
  });

  test('nothing known is said so', () => {
    expect(activities([], [unknown('isb')]).total).toEqual({
      certainty: 'unknown',
      figure: null,
      days: 0,
      unknown: 1,
    });
    expect(activities([], []).total.figure).toBeNull();
  });
});

describe('the days of a diary', () => {
  const day = (text: string): LocalDate => localDate(text);
  test('are written until their week is over', () => {
    // 2 December 2026 is a Wednesday; its week runs from 30 November to 6 December.
    const today = day('2026-12-02');
    expect(dayState(day('2026-11-30'), today)).toBe('open');
    expect(dayState(today, today)).toBe('open');
    expect(dayState(day('2026-12-03'), today)).toBe('ahead');
    expect(dayState(day('2026-11-29'), today)).toBe('closed');
  });
});

test('two devices write into one day: each keeps what it typed, also where something is taken back', () => {
  const day = (part: object, note = '') => ({
    minutes: { ...byKind(() => 0), ...part },
    interruptions: 0,
    note,
  });
  const stored = day({ project: 15 }, 'vom Rechner');
  expect(onWhatIsStored(day({ operation: 30 }), day({}), stored)).toEqual(
    day({ operation: 30, project: 15 }, 'vom Rechner'),
  );
  expect(onWhatIsStored(day({ project: 0 }), day({ project: 15 }), stored).minutes.project).toBe(0);
});

test('what two devices wrote in the same place is asked about, elsewhere it is put together', () => {
  const at = (version: number, part: object, note = '') => ({
    minutes: { ...byKind(() => 0), ...part },
    interruptions: 0,
    note,
    version,
  });
  const was = at(1, { project: 15 });
  const elsewhere = at(2, { project: 15, service: 30 });
  expect(meet({ said: at(1, { project: 60 }), was }, elsewhere)).toEqual({
    said: at(2, { project: 60, service: 30 }),
    was: elsewhere,
  });
  const samePlace = at(2, { project: 45 }, 'vom Rechner');
  expect(meet({ said: at(1, { project: 60 }), was }, samePlace)).toEqual({
    said: at(2, { project: 60 }, 'vom Rechner'),
    was: samePlace,
    other: samePlace,
  });
  // Both say the same: nothing to ask.
  expect(meet({ said: at(1, { project: 45 }), was }, at(2, { project: 45 }))).not.toHaveProperty('other');
});

test('what is typed while a day is on its way stands on what arrived', () => {
  const at = (version: number, part: object) => ({
    minutes: { ...byKind(() => 0), ...part },
    interruptions: 0,
    note: '',
    version,
  });
  const sent = at(1, { project: 60 });
  const arrived = at(3, { project: 60, service: 30 });
  expect(typedSince(sent, sent, arrived)).toBeNull();
  expect(typedSince(at(1, { project: 75 }), sent, arrived)).toEqual({
    said: at(3, { project: 75, service: 30 }),
    was: arrived,
  });
});
