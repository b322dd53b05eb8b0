import { addDays, dateOf, type LocalDate, weekdayOf } from './dates.ts';

/** The sixteen states by their usual abbreviations. */
export const STATES = [
  'BB',
  'BE',
  'BW',
  'BY',
  'HB',
  'HE',
  'HH',
  'MV',
  'NI',
  'NW',
  'RP',
  'SH',
  'SL',
  'SN',
  'ST',
  'TH',
] as const;
export type State = (typeof STATES)[number];
/** Proper names, the same in every language. */
export const STATE_NAMES: Readonly<Record<State, string>> = {
  BW: 'Baden-Württemberg',
  BY: 'Bayern',
  BE: 'Berlin',
  BB: 'Brandenburg',
  HB: 'Bremen',
  HH: 'Hamburg',
  HE: 'Hessen',
  MV: 'Mecklenburg-Vorpommern',
  NI: 'Niedersachsen',
  NW: 'Nordrhein-Westfalen',
  RP: 'Rheinland-Pfalz',
  SL: 'Saarland',
  SN: 'Sachsen',
  ST: 'Sachsen-Anhalt',
  SH: 'Schleswig-Holstein',
  TH: 'Thüringen',
};
export const isState = (text: string): text is State => (STATES as readonly string[]).includes(text);

export interface Holiday {
  readonly date: LocalDate;
  readonly de: string;
  readonly en: string;
}

interface Rule {
  readonly de: string;
  readonly en: string;
  /** Absent = every state. */
  readonly states?: readonly State[];
  /** First year in which the rule holds, per state where it was introduced after 1995. */
  readonly since?: Partial<Record<State, number>>;
  readonly on: (year: number) => LocalDate | null;
}

/** Easter Sunday of the Gregorian calendar (Gauss's reckoning in the form of Meeus, Jones and Butcher). */
export function easter(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return dateOf(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

const fixed = (month: number, day: number) => (year: number) => dateOf(year, month, day);
const afterEaster = (days: number) => (year: number) => addDays(easter(year), days);
const only = (dates: Readonly<Record<number, readonly [number, number]>>) => (year: number) => {
  const found = dates[year];
  return found ? dateOf(year, found[0], found[1]) : null;
};
/** The Wednesday before 23 November. */
const repentanceDay = (year: number): LocalDate => {
  const last = dateOf(year, 11, 22);
  return addDays(last, -((weekdayOf(last) + 4) % 7));
};

const REFORMATION_NORTH: readonly State[] = ['HB', 'HH', 'NI', 'SH'];
const REFORMATION_EAST: readonly State[] = ['BB', 'MV', 'SN', 'ST', 'TH'];

/** Feiertagsgesetze of the states; Tag der Deutschen Einheit by Einigungsvertrag Art. 2 (2). */
const RULES: readonly Rule[] = [
  { de: 'Neujahr', en: "New Year's Day", on: fixed(1, 1) },
  { de: 'Heilige Drei Könige', en: 'Epiphany', states: ['BW', 'BY', 'ST'], on: fixed(1, 6) },
  {
    de: 'Internationaler Frauentag',
    en: "International Women's Day",
    states: ['BE', 'MV'],
    since: { BE: 2019, MV: 2023 },
    on: fixed(3, 8),
  },
  { de: 'Karfreitag', en: 'Good Friday', on: afterEaster(-2) },
  { de: 'Ostersonntag', en: 'Easter Sunday', states: ['BB'], on: afterEaster(0) },
  { de: 'Ostermontag', en: 'Easter Monday', on: afterEaster(1) },
  { de: 'Tag der Arbeit', en: 'Labour Day', on: fixed(5, 1) },
  { de: 'Tag der Befreiung', en: 'Liberation Day', states: ['BE'], on: only({ 2020: [5, 8], 2025: [5, 8] }) },
  { de: 'Christi Himmelfahrt', en: 'Ascension Day', on: afterEaster(39) },
  { de: 'Pfingstsonntag', en: 'Whit Sunday', states: ['BB'], on: afterEaster(49) },
  { de: 'Pfingstmontag', en: 'Whit Monday', on: afterEaster(50) },
  {
    de: 'Fronleichnam',
    en: 'Corpus Christi',
    states: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'],
    on: afterEaster(60),
  },
  {
    de: 'Jahrestag des Volksaufstands in der DDR',
    en: 'Anniversary of the 1953 uprising',
    states: ['BE'],
    on: only({ 2028: [6, 17] }),
  },
  { de: 'Mariä Himmelfahrt', en: 'Assumption Day', states: ['SL'], on: fixed(8, 15) },
  { de: 'Weltkindertag', en: "Children's Day", states: ['TH'], since: { TH: 2019 }, on: fixed(9, 20) },
  { de: 'Tag der Deutschen Einheit', en: 'Day of German Unity', on: fixed(10, 3) },
  {
    de: 'Reformationstag',
    en: 'Reformation Day',
    states: REFORMATION_EAST,
    on: (year) => (year === 2017 ? null : dateOf(year, 10, 31)),
  },
  {
    de: 'Reformationstag',
    en: 'Reformation Day',
    states: REFORMATION_NORTH,
    since: { HB: 2018, HH: 2018, NI: 2018, SH: 2018 },
    on: fixed(10, 31),
  },
  // Its 500th anniversary was a public holiday everywhere.
  { de: 'Reformationstag', en: 'Reformation Day', on: only({ 2017: [10, 31] }) },
  { de: 'Allerheiligen', en: "All Saints' Day", states: ['BW', 'BY', 'NW', 'RP', 'SL'], on: fixed(11, 1) },
  { de: 'Buß- und Bettag', en: 'Day of Repentance and Prayer', states: ['SN'], on: repentanceDay },
  { de: '1. Weihnachtstag', en: 'Christmas Day', on: fixed(12, 25) },
  { de: '2. Weihnachtstag', en: 'Boxing Day', on: fixed(12, 26) },
];

const known = new Map<string, readonly Holiday[]>();

/**
 * Public holidays that hold in the whole state, in order of the calendar. Those of single municipalities
 * (Mariä Himmelfahrt in parts of Bavaria, Fronleichnam in parts of Saxony and Thuringia, the Augsburg peace
 * festival) are not among them: give them as closed days of the calendar.
 * Refuses years before 1995, when the states' laws last changed as a whole, and after 2299.
 */
export function holidays(state: State, year: number): readonly Holiday[] {
  if (!Number.isInteger(year) || year < 1995 || year > 2299)
    throw new RangeError(`no holidays known for ${year}`);
  const key = `${state}${year}`;
  const found = known.get(key);
  if (found) return found;
  const list: Holiday[] = [];
  for (const rule of RULES) {
    if (rule.states && !rule.states.includes(state)) continue;
    if (year < (rule.since?.[state] ?? 0)) continue;
    const date = rule.on(year);
    if (date) list.push({ date, de: rule.de, en: rule.en });
  }
  list.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  known.set(key, list);
  return list;
}

/** The public holiday of that state on that day, if there is one. */
export const holidayOn = (state: State, date: LocalDate): Holiday | undefined =>
  holidays(state, Number(date.slice(0, 4))).find((h) => h.date === date);
