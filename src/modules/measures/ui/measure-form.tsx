import type { budgetContract } from '#modules/budget/contract';
import { contractSearch } from '#modules/budget/ui';
import type { organisationContract } from '#modules/organisation/contract';
import { api, useTown } from '#platform/client';
import { m } from '#texts';
import { Checkbox, RadioGroup } from '#ui-kit/choices';
import { MoneyField, NumberField, Select, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { LookupField } from '#ui-kit/lookup-field';
import type { MeasureValue } from './measure-value.ts';
import { useRoles } from './roles.ts';
import { BUDGET_KINDS, CONFIDENTIALITIES, HORIZONS, type Measure, options } from './words.ts';

export const budget = api<typeof budgetContract>('budget');
const organisation = api<typeof organisationContract>('organisation');
type Line = Awaited<ReturnType<typeof budget.lines.get>>;

/** "2027 11.20.02.4271 Sofortmaßnahmen" */
export const lineOption = ({ id, year, product, account, title }: Line) => ({
  id,
  label: `${year} ${product}.${account} ${title}`,
});

interface FieldsProps {
  value: MeasureValue;
  change: (part: Partial<MeasureValue>) => void;
}

export function MeasureFields({ value, change }: FieldsProps) {
  return (
    <>
      <TextField
        name="title"
        label={m.measures_title_field()}
        help={m.measures_title_help()}
        maxLength={200}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <TextArea
        name="reason"
        label={m.measures_reason()}
        help={m.measures_reason_help()}
        optional
        rows={3}
        value={value.reason}
        onChange={(reason) => change({ reason })}
      />
      <TextArea
        name="description"
        label={m.measures_description()}
        help={m.measures_description_help()}
        optional
        rows={5}
        value={value.description}
        onChange={(description) => change({ description })}
      />
      <RadioGroup
        name="horizon"
        label={m.measures_horizon()}
        options={options(HORIZONS)}
        value={value.horizon}
        onChange={(horizon) => change({ horizon: horizon as Measure['horizon'] })}
      />
      <Checkbox
        name="mandatory"
        label={m.measures_mandatory()}
        help={m.measures_mandatory_help()}
        value={value.mandatory}
        onChange={(mandatory) => change({ mandatory })}
      />
      <CostFields value={value} change={change} />
      <WorkFields value={value} change={change} />
    </>
  );
}

function CostFields({ value, change }: FieldsProps) {
  return (
    <>
      <FormRow>
        <MoneyField
          name="onceCostCents"
          label={m.measures_once_cost()}
          value={value.onceCostCents}
          onChange={(onceCostCents) => change({ onceCostCents })}
        />
        <MoneyField
          name="yearlyCostCents"
          label={m.measures_yearly_cost()}
          per={m.measures_per_year()}
          value={value.yearlyCostCents}
          onChange={(yearlyCostCents) => change({ yearlyCostCents })}
        />
      </FormRow>
      <FormRow>
        <MoneyField
          name="grantCents"
          label={m.measures_grant()}
          help={m.measures_grant_help()}
          value={value.grantCents}
          onChange={(grantCents) => change({ grantCents })}
        />
        <Select
          name="budgetKind"
          label={m.measures_budget_kind()}
          help={m.measures_budget_kind_help()}
          options={options(BUDGET_KINDS)}
          value={value.budgetKind}
          onChange={(kind) => change({ budgetKind: kind as Measure['budgetKind'] })}
        />
      </FormRow>
      <LineField value={value} change={change} />
    </>
  );
}

function LineField({ value, change }: FieldsProps) {
  const town = useTown();
  return (
    <LookupField
      name="budgetLineId"
      label={m.measures_budget_line()}
      help={m.measures_budget_line_help()}
      optional
      value={value.budgetLine}
      onChange={(next) => change({ budgetLine: next && { id: next.id, label: next.label } })}
      search={async (q) => {
        const { rows } = await budget.lines.list({ town, limit: 20, ...(q ? { q } : {}) });
        return rows.map(lineOption);
      }}
    />
  );
}

function WorkFields({ value, change }: FieldsProps) {
  const roles = useRoles();
  return (
    <>
      <Select
        name="responsibleRole"
        label={m.measures_responsible()}
        help={m.measures_responsible_help()}
        optional
        none={m.measures_responsible_none()}
        options={roles.map(({ key, title }) => ({ value: key, label: title }))}
        value={value.responsibleRole}
        onChange={(responsibleRole) => change({ responsibleRole })}
      />
      <OwnerField value={value} change={change} />
      <FormRow>
        <DaysField
          name="effortDays"
          label={m.measures_effort()}
          value={value.effortDays}
          onChange={(effortDays) => change({ effortDays })}
        />
        <DaysField
          name="externalDays"
          label={m.measures_external()}
          value={value.externalDays}
          onChange={(externalDays) => change({ externalDays })}
        />
      </FormRow>
      <ConsultField value={value} change={change} />
      <TextArea
        name="proof"
        label={m.measures_proof()}
        help={m.measures_proof_help()}
        optional
        rows={2}
        value={value.proof}
        onChange={(proof) => change({ proof })}
      />
      <TextArea
        name="indicator"
        label={m.measures_indicator()}
        help={m.measures_indicator_help()}
        optional
        rows={2}
        value={value.indicator}
        onChange={(indicator) => change({ indicator })}
      />
      <RadioGroup
        name="confidentiality"
        label={m.measures_confidentiality()}
        help={m.measures_confidentiality_help()}
        options={options(CONFIDENTIALITIES)}
        value={value.confidentiality}
        onChange={(chosen) => change({ confidentiality: chosen as Measure['confidentiality'] })}
      />
    </>
  );
}

function OwnerField({ value, change }: FieldsProps) {
  const town = useTown();
  return (
    <LookupField
      name="ownerId"
      label={m.measures_owner()}
      help={m.measures_owner_help()}
      optional
      value={value.owner}
      onChange={(owner) => change({ owner: owner && { id: owner.id, label: owner.label } })}
      search={async (q) => {
        const { rows } = await organisation.people.list({ town, limit: 20, ...(q ? { q } : {}) });
        return rows.map(({ id, name, title }) => ({ id, label: name, hint: title ?? '' }));
      }}
    />
  );
}

function ConsultField({ value, change }: FieldsProps) {
  const town = useTown();
  return (
    <LookupField
      name="consultContractId"
      label={m.measures_consult_contract()}
      help={m.measures_consult_contract_help()}
      optional
      value={value.consultContract}
      onChange={(next) => change({ consultContract: next && { id: next.id, label: next.label } })}
      search={contractSearch(budget.contracts, town)}
    />
  );
}

function DaysField(props: {
  name: string;
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
}) {
  return <NumberField {...props} unit={m.measures_days()} min={0} max={10_000} />;
}
