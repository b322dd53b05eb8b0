import { localDateOf, yearOf } from '#kernel/dates';
import { m } from '#texts';
import { DateField, MoneyField, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { type ChosenContract, ContractField } from './contract-field.tsx';
import { CostAreaField } from './cost-area-field.tsx';
import type { Posting } from './spending-words.ts';
import { YearField } from './year-field.tsx';

export interface PostingValue
  extends Pick<Posting, 'document' | 'line' | 'partner' | 'text' | 'product' | 'account' | 'costArea'> {
  year: number | null;
  bookedOn: string;
  amountCents: number | null;
  contract: ChosenContract | null;
}

export const blankPosting = (): PostingValue => ({
  year: yearOf(localDateOf(new Date())) - 1,
  bookedOn: '',
  document: '',
  line: '1',
  partner: '',
  text: '',
  product: '',
  account: '',
  amountCents: null,
  costArea: 'unassigned',
  contract: null,
});

export const postingValue = (posting: Posting): PostingValue => ({
  year: posting.year,
  bookedOn: posting.bookedOn ?? '',
  document: posting.document,
  line: posting.line,
  partner: posting.partner,
  text: posting.text,
  product: posting.product,
  account: posting.account,
  amountCents: posting.amountCents,
  costArea: posting.costArea,
  contract: posting.contractId ? { id: posting.contractId, label: posting.contractTitle ?? '' } : null,
});

type Fields = Pick<Posting, keyof Omit<PostingValue, 'contract'> | 'contractId'>;
/** An unreadable amount travels as null, so that the server names the field. */
export const postingFields = ({ contract, ...value }: PostingValue) =>
  ({ ...value, bookedOn: value.bookedOn || null, contractId: contract?.id ?? null }) as Fields;

interface FieldsProps {
  value: PostingValue;
  change: (part: Partial<PostingValue>) => void;
}

export function PostingFormFields({ value, change }: FieldsProps) {
  return (
    <>
      <FormRow>
        <YearField label={m.budget_year()} value={value.year} onChange={(year) => change({ year })} />
        <DateField
          name="bookedOn"
          label={m.budget_posting_booked_on()}
          optional
          value={value.bookedOn}
          onChange={(bookedOn) => change({ bookedOn })}
        />
      </FormRow>
      <FormRow>
        <TextField
          name="document"
          label={m.budget_posting_document()}
          value={value.document}
          onChange={(document) => change({ document })}
        />
        <TextField
          name="line"
          label={m.budget_posting_line()}
          help={m.budget_posting_line_help()}
          value={value.line}
          onChange={(line) => change({ line })}
        />
      </FormRow>
      <TextField
        name="partner"
        label={m.budget_posting_partner()}
        optional
        value={value.partner}
        onChange={(partner) => change({ partner })}
      />
      <TextField
        name="text"
        label={m.budget_posting_text()}
        optional
        value={value.text}
        onChange={(text) => change({ text })}
      />
      <MoneyField
        name="amountCents"
        label={m.budget_posting_amount()}
        help={m.budget_posting_amount_help()}
        value={value.amountCents}
        onChange={(amountCents) => change({ amountCents })}
      />
      <CostAreaField value={value.costArea} onChange={(costArea) => change({ costArea })} />
      <FormRow>
        <TextField
          name="product"
          label={m.budget_product()}
          optional
          value={value.product}
          onChange={(product) => change({ product })}
        />
        <TextField
          name="account"
          label={m.budget_account()}
          optional
          value={value.account}
          onChange={(account) => change({ account })}
        />
      </FormRow>
      <ContractField
        help={m.budget_posting_contract_help()}
        value={value.contract}
        onChange={(contract) => change({ contract })}
      />
    </>
  );
}
