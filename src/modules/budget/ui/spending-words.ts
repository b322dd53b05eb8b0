import { m } from '#texts';
import type { Tone } from '#ui-kit/badge';
import { date, money } from '#ui-kit/format';
import { BASES, type Certainty, COST_AREAS, type CostArea } from '../domain/spending.ts';
import { budget } from './words.ts';

export const { spending } = budget;
export type Posting = Awaited<ReturnType<typeof spending.postings.get>>;
export type Entry = Awaited<ReturnType<typeof spending.entries.get>>;
export type Overview = Awaited<ReturnType<typeof spending.overview>>;
export type Sum = Overview['areas'][number]['sums'][number];

export const AREAS: Record<CostArea, () => string> = {
  data_centre: m.budget_area_data_centre,
  network: m.budget_area_network,
  applications: m.budget_area_applications,
  workplaces: m.budget_area_workplaces,
  telecommunication: m.budget_area_telecommunication,
  staff: m.budget_area_staff,
  other: m.budget_area_other,
  unassigned: m.budget_area_unassigned,
};
export const areaOptions = () => COST_AREAS.map((value) => ({ value, label: AREAS[value]() }));

export const CERTAINTY: Record<Certainty, () => string> = {
  measured: m.budget_certainty_measured,
  estimated: m.budget_certainty_estimated,
  unknown: m.budget_certainty_unknown,
};
export const CERTAINTY_TONE: Record<Certainty, Tone> = {
  measured: 'success',
  estimated: 'info',
  unknown: 'warning',
};
export const certaintyOptions = () =>
  (Object.keys(CERTAINTY) as Certainty[]).map((value) => ({ value, label: CERTAINTY[value]() }));

const BASIS: Record<(typeof BASES)[number], () => string> = {
  invoice: m.budget_basis_invoice,
  contract: m.budget_basis_contract,
  budget: m.budget_basis_budget,
  estimate: m.budget_basis_estimate,
  other: m.budget_basis_other,
};
export const basisWord = (basis: Entry['basis']): string => BASIS[basis]();
export const basisOptions = () => BASES.map((value) => ({ value, label: BASIS[value]() }));

export const documentOf = ({ document, line }: Pick<Posting, 'document' | 'line'>): string =>
  line === '1' ? document : `${document}/${line}`;

export const postingName = (posting: Pick<Posting, 'year' | 'document' | 'line' | 'partner'>): string =>
  [posting.year, documentOf(posting), posting.partner].filter(Boolean).join(' ');
export const entryName = ({ year, title }: Pick<Entry, 'year' | 'title'>): string => `${year} ${title}`;

const YEARS_BACK = 8;
/** Years to choose from in a filter: those in which a town looks back. */
export const filterYears = () => {
  const now = new Date().getFullYear();
  return Array.from({ length: YEARS_BACK }, (_, at) => String(now - at)).map((value) => ({
    value,
    label: value,
  }));
};

const plain = (value: string) => value;
const cents = (value: string) => money(Number(value), true);
const area = (value: string) => AREAS[value as CostArea]?.() ?? value;

/** Fields as the journal names them. */
export const POSTING_FIELDS = {
  year: { label: m.budget_year, show: plain },
  booked_on: { label: m.budget_posting_booked_on, show: (value: string) => date(value) },
  document: { label: m.budget_posting_document, show: plain },
  line: { label: m.budget_posting_line, show: plain },
  partner: { label: m.budget_posting_partner, show: plain },
  text: { label: m.budget_posting_text, show: plain },
  product: { label: m.budget_product, show: plain },
  account: { label: m.budget_account, show: plain },
  amount_cents: { label: m.budget_posting_amount, show: cents },
  cost_area: { label: m.budget_cost_area, show: area },
  contract_id: { label: m.budget_contract },
};
export const ENTRY_FIELDS = {
  year: { label: m.budget_spending_year, show: plain },
  cost_area: { label: m.budget_cost_area, show: area },
  title: { label: m.budget_entry_title, show: plain },
  amount_cents: { label: m.budget_entry_amount, show: cents },
  certainty: {
    label: m.budget_certainty,
    show: (value: string) => CERTAINTY[value as Certainty]?.() ?? value,
  },
  basis: { label: m.budget_entry_basis, show: (value: string) => basisWord(value as Entry['basis']) },
  source: { label: m.budget_entry_source, show: plain },
  contract_id: { label: m.budget_contract },
};
