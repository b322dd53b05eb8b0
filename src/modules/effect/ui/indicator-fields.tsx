import { localDateOf } from '#kernel/dates';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { RadioGroup } from '#ui-kit/choices';
import { DateField, NumberField, Select, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { ENTERED, type ScopeKind, SOURCE_KEYS, type SourceKey, sourceOf, UNITS } from '../domain/sources.ts';
import { useScopes } from './scopes.ts';
import { effect, type Indicator, RULES, SOURCE_WORDS, UNIT_WORDS, withUnit } from './words.ts';

/** What the form holds; an empty source is none chosen yet. */
export interface IndicatorValue extends Pick<Indicator, 'unit' | 'better' | 'firstReviewOn'> {
  source: Indicator['source'] | '';
  scope: string;
  name: string;
  baseline: number | null;
  baselineOn: string;
  target: number | null;
  rhythmMonths: number | null;
}

interface Props {
  value: IndicatorValue;
  change: (part: Partial<IndicatorValue>) => void;
}

const SCOPE_WORDS: Record<Exclude<ScopeKind, 'none'>, () => string> = {
  practice: m.effect_scope_practice,
  chapter: m.effect_scope_chapter,
  framework: m.effect_scope_framework,
  severity: m.effect_scope_severity,
};

export function IndicatorFields({ value, change }: Props) {
  return (
    <>
      <SourceFields value={value} change={change} />
      {value.source === ENTERED && <EnteredFields value={value} change={change} />}
      <RadioGroup
        name="better"
        label={m.effect_better()}
        options={[
          { value: 'higher', label: m.effect_better_higher() },
          { value: 'lower', label: m.effect_better_lower() },
        ]}
        value={value.better}
        onChange={(better) => change({ better: better as IndicatorValue['better'] })}
      />
      <FigureFields value={value} change={change} />
      <FormRow>
        <DateField
          name="firstReviewOn"
          label={m.effect_first_review()}
          value={value.firstReviewOn}
          onChange={(firstReviewOn) => change({ firstReviewOn })}
        />
        <NumberField
          name="rhythmMonths"
          label={m.effect_rhythm()}
          unit={m.effect_rhythm_unit()}
          min={1}
          max={36}
          value={value.rhythmMonths}
          onChange={(rhythmMonths) => change({ rhythmMonths })}
        />
      </FormRow>
    </>
  );
}

/** A bound source brings its unit and the side that is better. */
function SourceFields({ value, change }: Props) {
  const { optionsOf } = useScopes();
  const source = sourceOf(value.source);
  const choose = (key: string) => {
    const known = sourceOf(key);
    change({
      source: key as IndicatorValue['source'],
      scope: '',
      ...(known ? { unit: known.unit, better: known.better } : {}),
    });
  };
  return (
    <>
      <Select
        name="source"
        label={m.effect_source()}
        help={value.source ? RULES[value.source]() : m.effect_source_help()}
        none={m.effect_scope_choose()}
        options={[...SOURCE_KEYS, ENTERED as 'entered'].map((key) => ({
          value: key,
          label: SOURCE_WORDS[key](),
        }))}
        value={value.source}
        onChange={choose}
      />
      {source && source.scope !== 'none' && (
        <Select
          name="scope"
          label={SCOPE_WORDS[source.scope]()}
          none={m.effect_scope_choose()}
          options={optionsOf(source.scope)}
          value={value.scope}
          onChange={(scope) => change({ scope })}
        />
      )}
    </>
  );
}

function EnteredFields({ value, change }: Props) {
  return (
    <>
      <TextField
        name="name"
        label={m.effect_name()}
        help={m.effect_name_help()}
        maxLength={200}
        value={value.name}
        onChange={(name) => change({ name })}
      />
      <Select
        name="unit"
        label={m.effect_unit()}
        options={UNITS.map((unit) => ({ value: unit, label: UNIT_WORDS[unit]() }))}
        value={value.unit}
        onChange={(unit) => change({ unit: unit as IndicatorValue['unit'] })}
      />
    </>
  );
}

function FigureFields({ value, change }: Props) {
  const unit = UNIT_WORDS[value.unit]();
  const today: string = localDateOf(new Date());
  return (
    <>
      <TodayValue value={value} change={change} />
      <FormRow>
        <NumberField
          name="baseline"
          label={m.effect_baseline()}
          unit={unit}
          digits={1}
          optional
          value={value.baseline}
          onChange={(baseline) => change({ baseline })}
        />
        <DateField
          name="baselineOn"
          label={m.effect_baseline_on()}
          optional
          max={today}
          value={value.baselineOn}
          onChange={(baselineOn) => change({ baselineOn })}
        />
      </FormRow>
      <NumberField
        name="target"
        label={m.effect_target()}
        unit={unit}
        digits={1}
        value={value.target}
        onChange={(target) => change({ target })}
      />
    </>
  );
}

/** What a bound source says today, to be taken as the baseline. */
function TodayValue({ value, change }: Props) {
  const town = useTown();
  const source = sourceOf(value.source);
  const asked = source !== null && (source.scope === 'none' || value.scope !== '');
  const { data } = useRecord(
    ['effect', town, 'reading', value.source, value.scope],
    () => effect.reading({ town, source: value.source as SourceKey, scope: value.scope }),
    asked,
  );
  if (!asked || !data) return null;
  if (data.value === null) return <p className="k-help">{m.effect_silent()}</p>;
  const now = data.value;
  return (
    <p className="k-help">
      {m.effect_baseline_now({ value: withUnit(now, value.unit) })}{' '}
      <Button small onClick={() => change({ baseline: now, baselineOn: localDateOf(new Date()) })}>
        {m.effect_baseline_take()}
      </Button>
    </p>
  );
}
