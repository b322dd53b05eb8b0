import { m } from '#texts';
import { Checkbox } from '#ui-kit/choices';
import { DateField, MoneyField, NumberField, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { CostAreaField } from './cost-area-field.tsx';
import type { Contract } from './words.ts';

export interface ContractValue
  extends Pick<Contract, 'title' | 'partner' | 'subject' | 'renews' | 'costArea' | 'note'> {
  yearlyCostCents: number | null;
  hours: number | null;
  hourRateCents: number | null;
  noticeMonths: number | null;
  startsOn: string;
  endsOn: string;
}

export const blankContract: ContractValue = {
  title: '',
  partner: '',
  subject: '',
  yearlyCostCents: 0,
  startsOn: '',
  endsOn: '',
  noticeMonths: 0,
  renews: false,
  costArea: 'unassigned',
  hours: null,
  hourRateCents: null,
  note: '',
};

export const contractValue = (contract: Contract): ContractValue => ({
  title: contract.title,
  partner: contract.partner,
  subject: contract.subject,
  yearlyCostCents: contract.yearlyCostCents,
  startsOn: contract.startsOn ?? '',
  endsOn: contract.endsOn ?? '',
  noticeMonths: contract.noticeMonths,
  renews: contract.renews,
  costArea: contract.costArea,
  hours: contract.hours ?? null,
  hourRateCents: contract.hourRateCents ?? null,
  note: contract.note,
});

/** An unreadable amount travels as null, so that the server names the field. */
export const contractFields = (value: ContractValue) =>
  ({ ...value, startsOn: value.startsOn || null, endsOn: value.endsOn || null }) as Pick<
    Contract,
    keyof ContractValue
  >;

interface FieldsProps {
  value: ContractValue;
  change: (part: Partial<ContractValue>) => void;
}

export function ContractFormFields({ value, change }: FieldsProps) {
  return (
    <>
      <TextField
        name="title"
        label={m.budget_contract_title()}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <TextField
        name="partner"
        label={m.budget_partner()}
        value={value.partner}
        onChange={(partner) => change({ partner })}
      />
      <TextArea
        name="subject"
        label={m.budget_subject()}
        help={m.budget_subject_help()}
        optional
        value={value.subject}
        onChange={(subject) => change({ subject })}
      />
      <MoneyField
        name="yearlyCostCents"
        label={m.budget_yearly_cost()}
        per={m.budget_per_year()}
        value={value.yearlyCostCents}
        onChange={(yearlyCostCents) => change({ yearlyCostCents })}
      />
      <CostAreaField value={value.costArea} onChange={(costArea) => change({ costArea })} />
      <TermFields value={value} change={change} />
      <HoursFields value={value} change={change} />
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

function TermFields({ value, change }: FieldsProps) {
  return (
    <>
      <FormRow>
        <DateField
          name="startsOn"
          label={m.budget_starts_on()}
          optional
          value={value.startsOn}
          onChange={(startsOn) => change({ startsOn })}
        />
        <DateField
          name="endsOn"
          label={m.budget_ends_on()}
          help={m.budget_ends_on_help()}
          optional
          value={value.endsOn}
          onChange={(endsOn) => change({ endsOn })}
        />
      </FormRow>
      <NumberField
        name="noticeMonths"
        label={m.budget_notice()}
        unit={m.budget_months_unit()}
        min={0}
        max={120}
        value={value.noticeMonths}
        onChange={(noticeMonths) => change({ noticeMonths })}
      />
      <Checkbox
        name="renews"
        label={m.budget_renews_box()}
        value={value.renews}
        onChange={(renews) => change({ renews })}
      />
    </>
  );
}

function HoursFields({ value, change }: FieldsProps) {
  return (
    <FormRow>
      <NumberField
        name="hours"
        label={m.budget_hours()}
        help={m.budget_hours_help()}
        optional
        unit={m.budget_hours_unit()}
        digits={2}
        min={0}
        max={100_000}
        value={value.hours}
        onChange={(hours) => change({ hours })}
      />
      <MoneyField
        name="hourRateCents"
        label={m.budget_hour_rate()}
        optional
        per={m.budget_per_hour()}
        value={value.hourRateCents}
        onChange={(hourRateCents) => change({ hourRateCents })}
      />
    </FormRow>
  );
}
