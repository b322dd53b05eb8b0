import { yearOf } from '#kernel/dates';
import { TREASURERS } from '#kernel/functions';
import type { ImportField, ImportKind } from '#platform/import/kind';
import type { Row } from '#platform/records';
import { m } from '#texts';
import { postingFields, spendingCents } from '../contract-spending.ts';
import { COST_AREAS } from '../domain/spending.ts';
import { areaWord } from './area-word.ts';
import { readContractTargets, word } from './import-lines.ts';
import { posting } from './kinds.ts';

/** What accounting programs write; the sign of an amount is said by the column it stands in. */
const AMOUNTS: readonly ImportField[] = [
  {
    name: 'amountCents',
    label: word(m.budget_posting_amount),
    headings: ['Betrag EUR', 'Buchungsbetrag', 'Betrag in Hauswährung', 'Rechnungsbetrag', 'Bruttobetrag'],
    type: { is: 'money' },
  },
  {
    name: 'negatedCents',
    label: word(m.budget_posting_negated),
    headings: [
      'Betrag, Ausgaben mit Minus',
      'Betrag Ausgaben negativ',
      'Amount, spending with a minus',
      'Amount spending negative',
    ],
    type: { is: 'money' },
  },
  {
    name: 'debitCents',
    label: word(m.budget_posting_debit),
    headings: ['Soll', 'Sollbetrag', 'Betrag Soll', 'Betrag im Soll', 'Debit', 'Debit amount'],
    type: { is: 'money' },
  },
  {
    name: 'creditCents',
    label: word(m.budget_posting_credit),
    headings: ['Haben', 'Habenbetrag', 'Betrag Haben', 'Betrag im Haben', 'Credit', 'Credit amount'],
    type: { is: 'money' },
  },
  {
    name: 'side',
    label: word(m.budget_posting_side),
    headings: ['Soll/Haben', 'S/H', 'SHKZ', 'Soll-/Haben-Kennz.', 'Soll/Haben-Kz', 'Debit/Credit'],
    type: { is: 'choice', of: { debit: ['Soll', 'S', 'Debit', 'D'], credit: ['Haben', 'H', 'Credit', 'C'] } },
  },
];

/** Lists of postings: known again by year, document and line, never by what they say. */
export const importPostings: ImportKind = {
  name: 'postings',
  title: word(m.budget_postings),
  record: posting,
  list: 'posting',
  may: TREASURERS,
  schema: postingFields.extend({
    year: postingFields.shape.year.optional(),
    amountCents: spendingCents.optional(),
  }),
  keys: [['document', 'line', 'year']],
  fill: filled,
  check: ({ year, amountCents }) =>
    year === undefined
      ? { field: 'year', code: 'required', from: ['bookedOn'] }
      : amountCents === undefined
        ? { field: 'amountCents', code: 'required', from: AMOUNTS.map(({ name }) => name) }
        : null,
  fields: [
    {
      name: 'year',
      label: word(m.budget_year),
      headings: ['Jahr', 'Geschäftsjahr', 'HH-Jahr', 'Fiscal year'],
      type: { is: 'whole' },
    },
    {
      name: 'bookedOn',
      label: word(m.budget_posting_booked_on),
      headings: ['Datum', 'Buchungsdatum', 'Belegdatum', 'Buchungstag', 'Posting date'],
      type: { is: 'date' },
    },
    {
      name: 'document',
      label: word(m.budget_posting_document),
      headings: ['Beleg', 'Belegnummer', 'Belegnr', 'Beleg-Nr', 'Anordnungsnummer', 'AO-Nummer', 'Document'],
      type: { is: 'text' },
    },
    {
      name: 'line',
      label: word(m.budget_posting_line),
      headings: ['Zeile', 'Position', 'Pos', 'Buchungszeile', 'Belegposition', 'Lfd. Nr', 'Line item'],
      type: { is: 'text' },
    },
    {
      name: 'partner',
      label: word(m.budget_posting_partner),
      headings: ['Kreditor', 'Name des Kreditors', 'Zahlungsempfänger', 'Empfänger', 'Lieferant', 'Vendor'],
      type: { is: 'text' },
    },
    {
      name: 'text',
      label: word(m.budget_posting_text),
      headings: ['Text', 'Buchungstext', 'Verwendungszweck', 'Belegkopftext', 'Grund', 'Description'],
      type: { is: 'text' },
    },
    {
      name: 'product',
      label: word(m.budget_product),
      headings: ['Produktnummer', 'Produktgruppe', 'Kostenträger', 'Kostenstelle', 'Cost centre'],
      type: { is: 'text' },
    },
    {
      name: 'account',
      label: word(m.budget_account),
      headings: ['Sachkonto', 'Kontonummer', 'Kto', 'Haushaltsstelle', 'G/L account'],
      type: { is: 'text' },
    },
    ...AMOUNTS,
    {
      name: 'costArea',
      label: word(m.budget_cost_area),
      headings: ['Kostenbereich', 'Bereich', 'Cost area'],
      type: {
        is: 'choice',
        of: Object.fromEntries(
          COST_AREAS.map((area) => [area, [areaWord(area, 'de'), areaWord(area, 'en')]]),
        ),
      },
    },
    {
      name: 'contractId',
      label: word(m.budget_contract),
      headings: ['Vertragsnummer', 'Vertrag Nr', 'Contract number'],
      type: { is: 'reference', to: readContractTargets, things: word(m.budget_contracts) },
    },
  ],
};

/**
 * What follows from the other cells: a line where a document has only one, the year of the day it was booked on, and the
 * amount where debit and credit stand apart, where a sign says which it is, or where spending is written negative.
 */
function filled(values: Row): Row {
  const { debitCents, creditCents, negatedCents, side } = values as Record<string, number | undefined>;
  const given = values.amountCents as number | undefined;
  const apart =
    debitCents === undefined && creditCents === undefined
      ? undefined
      : (debitCents ?? 0) - Math.abs(creditCents ?? 0);
  const plain = given ?? (negatedCents === undefined ? apart : 0 - negatedCents);
  const amount =
    plain === undefined || values.side === undefined
      ? plain
      : Math.abs(plain) * (String(side) === 'credit' ? -1 : 1);
  const year = values.year ?? (values.bookedOn ? yearOf(values.bookedOn as never) : undefined);
  return {
    ...values,
    line: values.line ?? '1',
    ...(year === undefined ? {} : { year }),
    ...(amount === undefined ? {} : { amountCents: amount }),
  };
}
