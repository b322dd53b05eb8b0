import { localDateOf } from '#kernel/dates';
import { DECIDERS, EDITORS } from '#kernel/functions';
import { m } from '#texts';
import { DateField, Select, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import type { DecisionBody } from '../domain/measure.ts';
import { options } from './words.ts';

export const RECORDERS = [...new Set([...EDITORS, ...DECIDERS])];
export const BODIES: Record<DecisionBody, () => string> = {
  council: m.measures_body_council,
  committee: m.measures_body_committee,
  mayor: m.measures_body_mayor,
  administration: m.measures_body_administration,
};

/** By whom, when and under which number. */
export interface Decided {
  decidedOn: string;
  body: DecisionBody;
  reference: string;
}
export const blankDecision = (decidedOn: string, body: DecisionBody): Decided => ({
  decidedOn,
  body,
  reference: '',
});

export function DecisionFields({ value, onChange }: { value: Decided; onChange: (value: Decided) => void }) {
  return (
    <>
      <FormRow>
        <Select
          name="body"
          label={m.measures_decision_body()}
          options={options(BODIES)}
          value={value.body}
          onChange={(body) => onChange({ ...value, body: body as DecisionBody })}
        />
        <DateField
          name="decidedOn"
          label={m.measures_decision_on()}
          max={localDateOf(new Date())}
          value={value.decidedOn}
          onChange={(decidedOn) => onChange({ ...value, decidedOn })}
        />
      </FormRow>
      <TextField
        name="reference"
        label={m.measures_decision_reference()}
        optional
        maxLength={120}
        value={value.reference}
        onChange={(reference) => onChange({ ...value, reference })}
      />
    </>
  );
}
