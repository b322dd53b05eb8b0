import { localDateOf, yearOf } from '#kernel/dates';
import { m } from '#texts';
import { MoneyField, Select, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { type ChosenContract, ContractField } from './contract-field.tsx';
import { kindOptions, type Line } from './words.ts';
import { YearField } from './year-field.tsx';

type Cents = 'plannedCents' | 'amendedCents' | 'committedCents' | 'actualCents';
export interface LineValue
  extends Pick<Line, 'product' | 'account' | 'title' | 'kind' | 'note'>,
    Record<Cents, number | null> {
  year: number | null;
  contract: ChosenContract | null;
}

export const blankLine = (): LineValue => ({
  year: yearOf(localDateOf(new Date())),
  product: '',
  account: '',
  title: '',
  kind: 'result',
  plannedCents: 0,
  amendedCents: 0,
  committedCents: 0,
  actualCents: 0,
  contract: null,
  note: '',
});

export const lineValue = (line: Line): LineValue => ({
  year: line.year,
  product: line.product,
  account: line.account,
  title: line.title,
  kind: line.kind,
  plannedCents: line.plannedCents,
  amendedCents: line.amendedCents,
  committedCents: line.committedCents,
  actualCents: line.actualCents,
  contract: line.contractId ? { id: line.contractId, label: line.contractTitle ?? '' } : null,
  note: line.note,
});

type LineFields = Pick<Line, keyof Omit<LineValue, 'contract'> | 'contractId'>;

/** An unreadable amount travels as null, so that the server names the field. */
export const lineFields = ({ contract, ...value }: LineValue) =>
  ({ ...value, contractId: contract?.id ?? null }) as LineFields;

interface FieldsProps {
  value: LineValue;
  change: (part: Partial<LineValue>) => void;
}

export function LineFormFields({ value, change }: FieldsProps) {
  return (
    <>
      <TextField
        name="title"
        label={m.budget_line_title()}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <FormRow>
        <YearField label={m.budget_year()} value={value.year} onChange={(year) => change({ year })} />
        <Select
          name="kind"
          label={m.budget_kind()}
          options={kindOptions()}
          value={value.kind}
          onChange={(kind) => change({ kind: kind as Line['kind'] })}
        />
      </FormRow>
      <FormRow>
        <TextField
          name="product"
          label={m.budget_product()}
          help={m.budget_product_help()}
          value={value.product}
          onChange={(product) => change({ product })}
        />
        <TextField
          name="account"
          label={m.budget_account()}
          help={m.budget_account_help()}
          value={value.account}
          onChange={(account) => change({ account })}
        />
      </FormRow>
      <Amounts value={value} change={change} />
      <ContractField
        help={m.budget_contract_help()}
        value={value.contract}
        onChange={(contract) => change({ contract })}
      />
      <TextArea
        name="note"
        label={m.budget_note()}
        optional
        value={value.note}
        onChange={(note) => change({ note })}
      />
    </>
  );
}

function Amounts({ value, change }: FieldsProps) {
  const fields: [Cents, string, string][] = [
    ['plannedCents', m.budget_planned(), m.budget_planned_help()],
    ['amendedCents', m.budget_amended(), m.budget_amended_help()],
    ['committedCents', m.budget_committed(), m.budget_committed_help()],
    ['actualCents', m.budget_actual(), m.budget_actual_help()],
  ];
  return fields.map(([name, label, help]) => (
    <MoneyField
      key={name}
      name={name}
      label={label}
      help={help}
      value={value[name]}
      onChange={(cents) => change({ [name]: cents })}
    />
  ));
}
