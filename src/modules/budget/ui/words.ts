import { formatMonth, localDate } from '#kernel/dates';
import { recordNumber } from '#kernel/record-number';
import { api } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import { date, money, number } from '#ui-kit/format';
import type { budgetContract } from '../contract.ts';

export const budget = api<typeof budgetContract>('budget');
export type Line = Awaited<ReturnType<typeof budget.lines.get>>;
export type Contract = Awaited<ReturnType<typeof budget.contracts.get>>;

export const KINDS: Record<Line['kind'], () => string> = {
  result: m.budget_kind_result,
  investment: m.budget_kind_investment,
};
export const kindOptions = () =>
  (Object.keys(KINDS) as Line['kind'][]).map((value) => ({ value, label: KINDS[value]() }));

/** Product and account as the budget prints them. */
export const account = (line: Pick<Line, 'product' | 'account'>) => `${line.product}.${line.account}`;
export const contractNumber = ({ number }: Pick<Contract, 'number'>): string => recordNumber('V', number);
/** "7,5 Stunden" */
export const hoursText = (hours: number): string => m.budget_hours_text({ hours: number(hours, 2) });
/** "November 2026" */
export const monthText = (day: string): string => formatMonth(localDate(day), getLocale());
/** Plan with amendments, in cents. */
export const allowed = (line: Pick<Line, 'plannedCents' | 'amendedCents'>) =>
  line.plannedCents + line.amendedCents;

const plain = (value: string) => value;
const cents = (value: string) => money(Number(value), true);
const day = (value: string) => date(value);
const yesNo = (value: string) => (value === 'true' ? m.budget_yes() : m.budget_no());

/** Fields as the journal names them. */
export const LINE_FIELDS = {
  year: { label: m.budget_year, show: plain },
  product: { label: m.budget_product, show: plain },
  account: { label: m.budget_account, show: plain },
  title: { label: m.budget_line_title, show: plain },
  kind: { label: m.budget_kind, show: (value: string) => KINDS[value as Line['kind']]?.() ?? value },
  planned_cents: { label: m.budget_planned, show: cents },
  amended_cents: { label: m.budget_amended, show: cents },
  committed_cents: { label: m.budget_committed, show: cents },
  actual_cents: { label: m.budget_actual, show: cents },
  contract_id: { label: m.budget_contract },
  note: { label: m.budget_note, show: plain },
};
export const CONTRACT_FIELDS = {
  title: { label: m.budget_contract_title, show: plain },
  partner: { label: m.budget_partner, show: plain },
  subject: { label: m.budget_subject, show: plain },
  yearly_cost_cents: { label: m.budget_yearly_cost, show: cents },
  starts_on: { label: m.budget_starts_on, show: day },
  ends_on: { label: m.budget_ends_on, show: day },
  notice_months: { label: m.budget_notice, show: plain },
  renews: { label: m.budget_renews, show: yesNo },
  hours: { label: m.budget_hours, show: plain },
  hour_rate_cents: { label: m.budget_hour_rate, show: cents },
  note: { label: m.budget_note, show: plain },
};
