import { localDateOf, yearOf } from '#kernel/dates';
import { m } from '#texts';
import { MoneyField, Select, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { type ChosenContract, ContractField } from './contract-field.tsx';
import { CostAreaField } from './cost-area-field.tsx';
import { basisOptions, certaintyOptions, type Entry } from './spending-words.ts';
import { YearField } from './year-field.tsx';

export interface EntryValue extends Pick<Entry, 'costArea' | 'title' | 'certainty' | 'basis' | 'source'> {
  year: number | null;
  amountCents: number | null;
  contract: ChosenContract | null;
}

export const blankEntry = (): EntryValue => ({
  year: yearOf(localDateOf(new Date())) - 1,
  costArea: 'unassigned',
  title: '',
  amountCents: null,
  certainty: 'estimated',
  basis: 'estimate',
  source: '',
  contract: null,
});

export const entryValue = (entry: Entry): EntryValue => ({
  year: entry.year,
  costArea: entry.costArea,
  title: entry.title,
  amountCents: entry.amountCents,
  certainty: entry.certainty,
  basis: entry.basis,
  source: entry.source,
  contract: entry.contractId ? { id: entry.contractId, label: entry.contractTitle ?? '' } : null,
});

type Fields = Pick<Entry, keyof Omit<EntryValue, 'contract'> | 'contractId'>;
export const entryFields = ({ contract, ...value }: EntryValue) =>
  ({ ...value, contractId: contract?.id ?? null }) as Fields;

interface FieldsProps {
  value: EntryValue;
  change: (part: Partial<EntryValue>) => void;
}

export function EntryFormFields({ value, change }: FieldsProps) {
  const unknown = value.certainty === 'unknown';
  return (
    <>
      <TextField
        name="title"
        label={m.budget_entry_title()}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <YearField label={m.budget_spending_year()} value={value.year} onChange={(year) => change({ year })} />
      <CostAreaField value={value.costArea} onChange={(costArea) => change({ costArea })} />
      <FormRow>
        <MoneyField
          name="amountCents"
          label={m.budget_entry_amount()}
          help={m.budget_entry_amount_help()}
          optional={unknown}
          value={value.amountCents}
          onChange={(amountCents) => change({ amountCents })}
        />
        <Select
          name="certainty"
          label={m.budget_certainty()}
          help={m.budget_entry_certainty_help()}
          options={certaintyOptions()}
          value={value.certainty}
          onChange={(certainty) => change({ certainty: certainty as Entry['certainty'] })}
        />
      </FormRow>
      <Select
        name="basis"
        label={m.budget_entry_basis()}
        options={basisOptions()}
        value={value.basis}
        onChange={(basis) => change({ basis: basis as Entry['basis'] })}
      />
      <TextArea
        name="source"
        label={m.budget_entry_source()}
        help={m.budget_entry_source_help()}
        optional
        rows={2}
        value={value.source}
        onChange={(source) => change({ source })}
      />
      <ContractField
        help={m.budget_entry_contract_help()}
        value={value.contract}
        onChange={(contract) => change({ contract })}
      />
    </>
  );
}
