import type { Certainty, CostArea } from '../domain/spending.ts';

export interface BudgetTables {
  contract: {
    town_id: string;
    id: string;
    number: number;
    title: string;
    partner: string;
    subject: string;
    yearly_cost_cents: number;
    starts_on: string | null;
    ends_on: string | null;
    notice_months: number;
    renews: boolean;
    cost_area: CostArea;
    hours: number | null;
    hour_rate_cents: number | null;
    note: string;
  };
  budget_line: {
    town_id: string;
    id: string;
    year: number;
    product: string;
    account: string;
    title: string;
    kind: 'result' | 'investment';
    planned_cents: number;
    amended_cents: number;
    committed_cents: number;
    actual_cents: number;
    contract_id: string | null;
    note: string;
  };
  posting: {
    town_id: string;
    id: string;
    version: number;
    office_id: string | null;
    year: number;
    booked_on: string | null;
    document: string;
    line: string;
    partner: string;
    text: string;
    product: string;
    account: string;
    amount_cents: number;
    cost_area: CostArea;
    contract_id: string | null;
  };
  spending_entry: {
    town_id: string;
    id: string;
    version: number;
    office_id: string | null;
    year: number;
    cost_area: CostArea;
    title: string;
    amount_cents: number | null;
    certainty: Certainty;
    basis: 'invoice' | 'contract' | 'budget' | 'estimate' | 'other';
    source: string;
    item: string;
    contract_id: string | null;
  };
}
