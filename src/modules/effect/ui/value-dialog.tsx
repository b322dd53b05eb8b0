import { useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { measureNumber } from '#modules/measures/ui';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { DateField, NumberField, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import { effect, type Indicator, type Measure, touched, UNIT_WORDS, withUnit } from './words.ts';

interface Props {
  measure: Measure;
  indicator: Indicator;
  onClose: () => void;
}

/** Enters a value of a figure that nobody computes. */
export function ValueDialog({ measure, indicator, onClose }: Props) {
  const town = useTown();
  const today: string = localDateOf(new Date());
  const [value, setValue] = useState<number | null>(null);
  const [measuredOn, setMeasuredOn] = useState(today);
  const [note, setNote] = useState('');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const take = useSave(effect.takeValue, touched(town, measure.id));
  const submit = async () => {
    try {
      await take.mutateAsync({
        input: { town, id: measure.id, value, measuredOn: measuredOn || null, note },
      });
      toast(m.effect_measured({ value: withUnit(value ?? 0, indicator.unit) }));
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.effect_unreachable());
    }
  };
  return (
    <Dialog open onClose={onClose} title={`${measureNumber(measure)}: ${m.effect_enter()}`}>
      <Form
        onSubmit={submit}
        submit={m.effect_enter()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={value !== null || note !== ''}
      >
        <NumberField
          name="value"
          label={indicator.name || m.effect_value()}
          unit={UNIT_WORDS[indicator.unit]()}
          digits={1}
          value={value}
          onChange={setValue}
        />
        <DateField
          name="measuredOn"
          label={m.effect_value_on()}
          max={today}
          value={measuredOn}
          onChange={setMeasuredOn}
        />
        <TextField
          name="note"
          label={m.effect_value_note()}
          optional
          maxLength={1000}
          value={note}
          onChange={setNote}
        />
      </Form>
    </Dialog>
  );
}
