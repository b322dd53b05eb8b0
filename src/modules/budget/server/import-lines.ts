import { TREASURERS } from '#kernel/functions';
import type { ImportKind, Target, Word } from '#platform/import/kind';
import { type TownTx, tables } from '#platform/tx';
import { m } from '#texts';
import { budgetLineFields } from '../contract.ts';
import { budgetLine } from './kinds.ts';
import type { BudgetTables } from './tables.ts';

/** A text of both languages as the frame asks for it. */
export const word =
  (text: (values: object, at: { locale: 'de' | 'en' }) => string): Word =>
  (locale) =>
    text({}, { locale });

/** Contracts that a line may name, by number or title. */
export async function readContractTargets(tx: TownTx): Promise<Target[]> {
  const rows = await tables<BudgetTables>(tx)
    .selectFrom('contract')
    .select(['id', 'number', 'title'])
    .where('town_id', '=', tx.actor.townId)
    .execute();
  return rows.map(({ id, number, title }) => ({
    id,
    names: [
      `V-${String(number).padStart(2, '0')} ${title}`,
      `V-${String(number).padStart(2, '0')}`,
      `V-${number}`,
      title,
    ],
  }));
}

/** Lists from the budget plan: known again by year, product, account and title. */
export const importBudgetLines: ImportKind = {
  name: 'budget',
  title: word(m.budget_lines),
  record: budgetLine,
  list: 'budget_line',
  may: TREASURERS,
  schema: budgetLineFields,
  keys: [['year', 'product', 'account', 'title']],
  fields: [
    {
      name: 'year',
      label: word(m.budget_year),
      headings: ['Jahr', 'HH-Jahr', 'Budget year', 'Fiscal year'],
      type: { is: 'whole' },
    },
    {
      name: 'product',
      label: word(m.budget_product),
      headings: ['Produktnummer', 'Produktgruppe', 'Kostenstelle', 'Cost centre'],
      type: { is: 'text' },
    },
    {
      name: 'account',
      label: word(m.budget_account),
      headings: ['Sachkonto', 'Kontonummer', 'Kto', 'Haushaltsstelle'],
      type: { is: 'text' },
    },
    {
      name: 'title',
      label: word(m.budget_line_title),
      headings: ['Name', 'Titel', 'Text', 'Beschreibung', 'Zweck', 'Description'],
      type: { is: 'text' },
    },
    {
      name: 'kind',
      label: word(m.budget_kind),
      headings: ['Art', 'Haushaltsart', 'Ergebnis- oder Finanzhaushalt', 'Budget', 'Kind'],
      type: {
        is: 'choice',
        of: {
          result: [
            m.budget_kind_result({}, { locale: 'de' }),
            m.budget_kind_result({}, { locale: 'en' }),
            'Ergebnis',
            'EH',
            'ErgHH',
            'Aufwand',
            'konsumtiv',
            'operating',
          ],
          investment: [
            m.budget_kind_investment({}, { locale: 'de' }),
            m.budget_kind_investment({}, { locale: 'en' }),
            'Finanzhaushalt',
            'Investition',
            'Finanz',
            'FH',
            'FinHH',
            'investiv',
            'capital',
          ],
        },
      },
    },
    {
      name: 'plannedCents',
      label: word(m.budget_planned),
      headings: ['Plan', 'Planansatz', 'Haushaltsansatz', 'Budgetiert', 'Planned'],
      type: { is: 'money' },
    },
    {
      name: 'amendedCents',
      label: word(m.budget_amended),
      headings: ['Nachtragsansatz', 'Übertrag', 'Amendment'],
      type: { is: 'money' },
    },
    {
      name: 'committedCents',
      label: word(m.budget_committed),
      headings: ['Obligo', 'Aufträge', 'Vormerkung', 'Reserviert', 'Commitments'],
      type: { is: 'money' },
    },
    {
      name: 'actualCents',
      label: word(m.budget_actual),
      headings: ['Ist', 'Angeordnet', 'Gebucht', 'Rechnungsergebnis', 'Actual', 'Spent'],
      type: { is: 'money' },
    },
    {
      name: 'contractId',
      label: word(m.budget_contract),
      headings: ['Vertragsnummer', 'Vertrag Nr', 'Contract number'],
      type: { is: 'reference', to: readContractTargets, things: word(m.budget_contracts) },
    },
    {
      name: 'note',
      label: word(m.budget_note),
      headings: ['Notiz', 'Kommentar', 'Anmerkung', 'Erläuterung', 'Comment', 'Remarks'],
      type: { is: 'text' },
    },
  ],
};
