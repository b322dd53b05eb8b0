import type { catalogueContract } from '#modules/catalogue/contract';
import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { CheckGroup } from '#ui-kit/choices';
import { NumberField, Select, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { Card } from '#ui-kit/page';
import { AREAS, local, PLACES, strengthWord, UNITS } from './library-words.ts';
import type { OwnValue } from './own-measure-value.ts';
import { useRoles } from './roles.ts';
import { BUDGET_KINDS, HORIZONS, options } from './words.ts';

const catalogue = api<typeof catalogueContract>('catalogue');

interface Props {
  value: OwnValue;
  change: (part: Partial<OwnValue>) => void;
}

/** Everything the library says of a measure, as fields. */
export function OwnMeasureFields({ value, change }: Props) {
  return (
    <>
      <Told value={value} change={change} />
      <Placed value={value} change={change} />
      <Costs value={value} change={change} />
      <EffortRows value={value} change={change} />
      <ServedRows value={value} change={change} />
      <IndicatorFields value={value} change={change} />
      <CheckGroup
        name="released"
        label={m.measures_own_released()}
        optional
        options={[{ value: 'yes', label: m.measures_own_release(), help: m.measures_own_release_help() }]}
        value={value.released ? ['yes'] : []}
        onChange={(chosen) => change({ released: chosen.length > 0 })}
      />
    </>
  );
}

function Told({ value, change }: Props) {
  return (
    <>
      <TextField
        name="title"
        label={m.measures_title_field()}
        maxLength={200}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <TextArea
        name="what"
        label={m.measures_description()}
        rows={3}
        maxLength={2000}
        value={value.what}
        onChange={(what) => change({ what })}
      />
      <TextArea
        name="why"
        label={m.measures_reason()}
        rows={3}
        maxLength={2000}
        value={value.why}
        onChange={(why) => change({ why })}
      />
      <TextArea
        name="steps"
        label={m.measures_steps_how()}
        help={m.measures_own_steps_help()}
        rows={5}
        maxLength={4000}
        value={value.steps}
        onChange={(steps) => change({ steps })}
      />
      <TextArea
        name="proof"
        label={m.measures_proof()}
        rows={2}
        maxLength={2000}
        value={value.proof}
        onChange={(proof) => change({ proof })}
      />
      <TextArea
        name="risks"
        label={m.measures_risks()}
        help={m.measures_own_lines_help()}
        optional
        rows={3}
        maxLength={5000}
        value={value.risks}
        onChange={(risks) => change({ risks })}
      />
    </>
  );
}

function RoleSelect({
  name,
  label,
  value,
  onChange,
}: {
  name: string;
  label: string;
  value: string;
  onChange: (role: string) => void;
}) {
  const roles = useRoles();
  return (
    <Select
      name={name}
      label={label}
      none={m.measures_own_choose()}
      options={roles.map(({ key, title }) => ({ value: key, label: title }))}
      value={value}
      onChange={onChange}
    />
  );
}

function Placed({ value, change }: Props) {
  return (
    <>
      <FormRow>
        <Select
          name="area"
          label={m.measures_area()}
          options={options(AREAS)}
          value={value.area}
          onChange={(area) => change({ area: area as OwnValue['area'] })}
        />
        <Select
          name="horizon"
          label={m.measures_horizon()}
          options={options(HORIZONS)}
          value={value.horizon}
          onChange={(horizon) => change({ horizon: horizon as OwnValue['horizon'] })}
        />
      </FormRow>
      <RoleSelect
        name="role"
        label={m.measures_responsible()}
        value={value.role}
        onChange={(role) => change({ role })}
      />
    </>
  );
}

function Costs({ value, change }: Props) {
  const euros = (part: 'once' | 'yearly', end: 'least' | 'most', label: string) => (
    <NumberField
      name={`${part}.${end}`}
      label={label}
      unit="€"
      min={0}
      max={10_000_000}
      value={value[part][end]}
      onChange={(given) => change({ [part]: { ...value[part], [end]: given } })}
    />
  );
  return (
    <>
      <FormRow>
        {euros('once', 'least', m.measures_own_least({ what: m.measures_once_cost() }))}
        {euros('once', 'most', m.measures_own_most({ what: m.measures_once_cost() }))}
      </FormRow>
      <FormRow>
        {euros('yearly', 'least', m.measures_own_least({ what: m.measures_yearly_cost() }))}
        {euros('yearly', 'most', m.measures_own_most({ what: m.measures_yearly_cost() }))}
      </FormRow>
      <Select
        name="budgetKind"
        label={m.measures_budget_kind()}
        options={options(BUDGET_KINDS)}
        value={value.budgetKind ?? 'result'}
        onChange={(kind) => change({ budgetKind: kind as OwnValue['budgetKind'] })}
      />
    </>
  );
}

function EffortRows({ value, change }: Props) {
  const set = (at: number, part: Partial<OwnValue['effort'][number]>) =>
    change({ effort: value.effort.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  return (
    <>
      <h2>{m.measures_effort_by_role()}</h2>
      {value.effort.map(({ role, days }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form have no other identity
        <Card key={at}>
          <RoleSelect
            name={`effort.${at}.role`}
            label={m.measures_role()}
            value={role}
            onChange={(given) => set(at, { role: given })}
          />
          <FormRow>
            {(['least', 'most'] as const).map((end) => (
              <NumberField
                key={end}
                name={`effort.${at}.days.${end}`}
                label={(end === 'least' ? m.measures_own_least : m.measures_own_most)({
                  what: m.measures_person_days(),
                })}
                unit={m.measures_days()}
                min={0}
                max={1000}
                value={days[end]}
                onChange={(given) => set(at, { days: { ...days, [end]: given } })}
              />
            ))}
          </FormRow>
          {value.effort.length > 1 && (
            <Button
              small
              icon="trash"
              onClick={() => change({ effort: value.effort.filter((_, place) => place !== at) })}
            >
              {m.measures_own_line_remove()}
            </Button>
          )}
        </Card>
      ))}
      <p>
        <Button
          small
          icon="plus"
          onClick={() => change({ effort: [...value.effort, { role: '', days: { least: 0, most: 0 } }] })}
        >
          {m.measures_own_effort_add()}
        </Button>
      </p>
    </>
  );
}

function ServedRows({ value, change }: Props) {
  const town = useTown();
  const { data } = useRecord(['frameworks', town], () => catalogue.frameworks({ town }));
  const requirements = (data?.frameworks ?? []).flatMap(({ id, title, requirements: all }) =>
    all.map((one) => ({
      value: `${id}:${one.code}`,
      label: /^[A-Z]?\d/.test(one.code) ? `${one.code} ${local(one.title)}` : local(one.title),
      group: local(title),
    })),
  );
  const set = (at: number, part: Partial<OwnValue['serves'][number]>) =>
    change({ serves: value.serves.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  return (
    <>
      <h2>{m.measures_serves()}</h2>
      {value.serves.map(({ requirement, strength }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form have no other identity
        <Card key={at}>
          <Select
            name={`serves.${at}.requirement`}
            label={m.measures_requirement()}
            none={m.measures_own_choose()}
            options={requirements}
            value={requirement}
            onChange={(key) => set(at, { requirement: key })}
          />
          <Select
            name={`serves.${at}.strength`}
            label={m.measures_strength()}
            options={[1, 2, 3].map((one) => ({ value: String(one), label: strengthWord(one) }))}
            value={String(strength)}
            onChange={(given) => set(at, { strength: Number(given) })}
          />
          <Button
            small
            icon="trash"
            onClick={() => change({ serves: value.serves.filter((_, place) => place !== at) })}
          >
            {m.measures_own_line_remove()}
          </Button>
        </Card>
      ))}
      <p>
        <Button
          small
          icon="plus"
          onClick={() => change({ serves: [...value.serves, { requirement: '', strength: 2 }] })}
        >
          {m.measures_own_serves_add()}
        </Button>
      </p>
    </>
  );
}

function IndicatorFields({ value, change }: Props) {
  const { indicator } = value;
  const set = (part: Partial<OwnValue['indicator']>) => change({ indicator: { ...indicator, ...part } });
  const better = { higher: m.measures_better_higher, lower: m.measures_better_lower };
  return (
    <>
      <h2>{m.measures_indicator()}</h2>
      <TextField
        name="indicator.name"
        label={m.measures_own_indicator_name()}
        maxLength={200}
        value={indicator.name}
        onChange={(name) => set({ name })}
      />
      <FormRow>
        <Select
          name="indicator.unit"
          label={m.measures_own_indicator_unit()}
          options={options(UNITS)}
          value={indicator.unit}
          onChange={(unit) => set({ unit: unit as typeof indicator.unit })}
        />
        <Select
          name="indicator.better"
          label={m.measures_own_indicator_better()}
          options={options(better)}
          value={indicator.better}
          onChange={(given) => set({ better: given as typeof indicator.better })}
        />
      </FormRow>
      <FormRow>
        <Select
          name="indicator.readFrom"
          label={m.measures_own_indicator_from()}
          options={options(PLACES)}
          value={indicator.readFrom}
          onChange={(given) => set({ readFrom: given as typeof indicator.readFrom })}
        />
        <NumberField
          name="firstReviewMonths"
          label={m.measures_own_first_review()}
          min={1}
          max={36}
          value={value.firstReviewMonths}
          onChange={(firstReviewMonths) => change({ firstReviewMonths })}
        />
      </FormRow>
    </>
  );
}
