import { z } from 'zod';
import { TREASURERS } from '#kernel/functions';
import type { ImportKind } from '#platform/import/kind';
import { m } from '#texts';
import { contractFields } from '../contract.ts';
import { word } from './import-lines.ts';
import { contract } from './kinds.ts';

/** Lists of running contracts: known again by the number, else by title and partner. */
export const importContracts: ImportKind = {
  name: 'contracts',
  title: word(m.budget_contracts),
  record: contract,
  list: 'contract',
  may: TREASURERS,
  schema: contractFields.extend({ number: z.int().min(1).max(999_999).optional() }),
  keys: [['number'], ['title', 'partner']],
  check: ({ startsOn, endsOn }) =>
    typeof startsOn === 'string' && typeof endsOn === 'string' && endsOn < startsOn
      ? { field: 'endsOn', code: 'before_start' }
      : null,
  fields: [
    {
      name: 'number',
      label: word(m.budget_number),
      headings: ['Nr', 'Vertragsnummer', 'Vertrag Nr', 'Contract number', 'No'],
      type: { is: 'record_number', prefix: 'V' },
    },
    {
      name: 'title',
      label: word(m.budget_contract_title),
      headings: ['Vertrag', 'Titel', 'Name', 'Contract', 'Title'],
      type: { is: 'text' },
    },
    {
      name: 'partner',
      label: word(m.budget_partner),
      headings: [
        'Partner',
        'Anbieter',
        'Lieferant',
        'Firma',
        'Auftragnehmer',
        'Kreditor',
        'Supplier',
        'Vendor',
      ],
      type: { is: 'text' },
    },
    {
      name: 'subject',
      label: word(m.budget_subject),
      headings: ['Gegenstand', 'Leistung', 'Vertragsgegenstand', 'Scope'],
      type: { is: 'text' },
    },
    {
      name: 'yearlyCostCents',
      label: word(m.budget_yearly_cost),
      headings: [
        'Jahreskosten',
        'Kosten pro Jahr',
        'Kosten jährlich',
        'Jährliche Kosten',
        'Yearly cost',
        'Annual cost',
      ],
      type: { is: 'money' },
    },
    {
      name: 'startsOn',
      label: word(m.budget_starts_on),
      headings: ['Beginn', 'Vertragsbeginn', 'Laufzeit von', 'Start'],
      type: { is: 'date' },
    },
    {
      name: 'endsOn',
      label: word(m.budget_ends_on),
      headings: ['Ende', 'Vertragsende', 'Laufzeit bis', 'End'],
      type: { is: 'date' },
    },
    {
      name: 'noticeMonths',
      label: word(m.budget_notice),
      headings: [
        'Kündigungsfrist',
        'Kündigungsfrist in Monaten',
        'Kündigungsfrist Monate',
        'Notice',
        'Notice period',
      ],
      type: { is: 'whole' },
    },
    {
      name: 'renews',
      label: word(m.budget_renews),
      headings: ['Verlängert sich', 'Automatische Verlängerung', 'Verlängerung', 'Renews', 'Auto renewal'],
      type: { is: 'yes_no' },
    },
    {
      name: 'hours',
      label: word(m.budget_hours),
      headings: [
        'Stunden',
        'Vereinbarte Stunden',
        'Stundenkontingent',
        'Kontingent',
        'Hours',
        'Agreed hours',
      ],
      type: { is: 'whole' },
    },
    {
      name: 'hourRateCents',
      label: word(m.budget_hour_rate),
      headings: ['Stundensatz', 'Satz je Stunde', 'Hourly rate', 'Rate'],
      type: { is: 'money' },
    },
    {
      name: 'note',
      label: word(m.budget_note),
      headings: ['Notiz', 'Kommentar', 'Anmerkung', 'Comment', 'Remarks'],
      type: { is: 'text' },
    },
  ],
};
