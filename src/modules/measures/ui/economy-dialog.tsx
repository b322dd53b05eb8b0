import { useState } from 'react';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { MoneyField, NumberField, Select, TextArea } from '#ui-kit/fields';
import { type Fault, Form, FormRow } from '#ui-kit/form';
import { money, number } from '#ui-kit/format';
import { toast } from '#ui-kit/toast';
import { CERTAINTIES, type Certainty, economy as calls, type Economy } from './economy-words.ts';
import { measureNumber } from './measure-number.ts';
import { NO_REPLACEMENT, ReplacementFields } from './replacement-fields.tsx';
import { type Measure, options, touched } from './words.ts';

interface Props {
  measure: Measure;
  economy: Economy;
  onClose: () => void;
}
type Value = Omit<Economy, 'version' | 'result' | 'may'>;

/** Ranges around the planned amounts, what it takes each year, what it replaces, and how sure all that is. */
export function EconomyDialog({ measure, economy, onClose }: Props) {
  const town = useTown();
  const { version, result: _result, may: _may, ...before } = economy;
  const [value, setValue] = useState<Value>(before);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const save = useSave(calls.set, touched(town, measure.id));
  const change = (part: Partial<Value>) => setValue({ ...value, ...part });
  const submit = async () => {
    try {
      await save.mutateAsync({ input: { town, id: measure.id, version, ...value } });
      toast(m.measures_saved({ number: measureNumber(measure) }));
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.measures_unreachable());
    }
  };
  return (
    <Dialog open wide onClose={onClose} title={m.measures_economy_title({ number: measureNumber(measure) })}>
      <Form
        onSubmit={submit}
        submit={m.measures_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={JSON.stringify(value) !== JSON.stringify(before)}
      >
        <p className="k-help">{m.measures_economy_dialog_help()}</p>
        <Ranges measure={measure} value={value} change={change} />
        <h3>{m.measures_replaces()}</h3>
        {value.replacements.map((one, at) => (
          <ReplacementFields
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form have no other identity
            key={at}
            at={at}
            value={one}
            change={(part) =>
              change({
                replacements: value.replacements.map((each, place) =>
                  place === at ? { ...each, ...part } : each,
                ),
              })
            }
            onRemove={() => change({ replacements: value.replacements.filter((_, place) => place !== at) })}
          />
        ))}
        <p>
          <Button
            small
            icon="plus"
            onClick={() => change({ replacements: [...value.replacements, NO_REPLACEMENT] })}
          >
            {m.measures_replaced_add()}
          </Button>
        </p>
        <TextArea
          name="note"
          label={m.measures_economy_note()}
          help={m.measures_economy_note_help()}
          optional
          rows={3}
          maxLength={2000}
          value={value.note}
          onChange={(note) => change({ note })}
        />
      </Form>
    </Dialog>
  );
}

interface RangeProps {
  measure: Measure;
  value: Value;
  change: (part: Partial<Value>) => void;
}

function Ranges({ measure, value, change }: RangeProps) {
  const days = (name: 'effortLeastDays' | 'effortMostDays', label: string) => (
    <NumberField
      name={name}
      label={label}
      optional
      unit={m.measures_days()}
      min={0}
      max={10_000}
      value={value[name]}
      onChange={(given) => change({ [name]: given })}
    />
  );
  const yearlyDays = (name: 'yearlyLeastDays' | 'yearlyMostDays', label: string) => (
    <NumberField
      name={name}
      label={label}
      unit={m.measures_days()}
      min={0}
      max={10_000}
      value={value[name]}
      onChange={(given) => change({ [name]: given as number })}
    />
  );
  const cents = (
    name: 'onceLeastCents' | 'onceMostCents' | 'yearlyLeastCents' | 'yearlyMostCents',
    label: string,
  ) => (
    <MoneyField
      name={name}
      label={label}
      optional
      value={value[name]}
      onChange={(given) => change({ [name]: given })}
    />
  );
  return (
    <>
      <h3>{m.measures_planned_once({ amount: money(measure.onceCostCents) })}</h3>
      <FormRow>
        {cents('onceLeastCents', m.measures_range_least())}
        {cents('onceMostCents', m.measures_range_most())}
      </FormRow>
      <Sure name="onceCertainty" value={value.onceCertainty} change={change} />
      <h3>{m.measures_planned_yearly({ amount: money(measure.yearlyCostCents) })}</h3>
      <FormRow>
        {cents('yearlyLeastCents', m.measures_range_least())}
        {cents('yearlyMostCents', m.measures_range_most())}
      </FormRow>
      <Sure name="yearlyCertainty" value={value.yearlyCertainty} change={change} />
      <h3>{m.measures_planned_effort({ days: number(measure.effortDays) })}</h3>
      <FormRow>
        {days('effortLeastDays', m.measures_range_least())}
        {days('effortMostDays', m.measures_range_most())}
      </FormRow>
      <FormRow>
        {yearlyDays('yearlyLeastDays', m.measures_yearly_days_least())}
        {yearlyDays('yearlyMostDays', m.measures_yearly_days_most())}
      </FormRow>
      <Sure name="effortCertainty" value={value.effortCertainty} change={change} />
    </>
  );
}

interface SureProps {
  name: 'onceCertainty' | 'yearlyCertainty' | 'effortCertainty';
  value: Certainty;
  change: RangeProps['change'];
}

const Sure = ({ name, value, change }: SureProps) => (
  <Select
    name={name}
    label={m.measures_certainty()}
    options={options(CERTAINTIES)}
    value={value}
    onChange={(given) => change({ [name]: given as Certainty })}
  />
);
