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
}
