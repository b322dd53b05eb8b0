import { useState } from 'react';
import { useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { RadioGroup } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { DateField, Select, TextArea, TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { DialogRemoval } from './removal.tsx';
import { assessment, type Goal, type GoalPair, namedGoal } from './words.ts';

const draftOf = (pair: Partial<GoalPair>) => ({
  goalId: pair.goalId ?? '',
  otherGoalId: pair.otherGoalId ?? '',
  relation: pair.relation ?? ('contradicts' as GoalPair['relation']),
  note: pair.note ?? '',
  decision: pair.decision ?? '',
  decidedBy: pair.decidedBy ?? '',
  decidedOn: pair.decidedOn ?? '',
});
type Value = ReturnType<typeof draftOf>;

interface Props {
  pair: Partial<GoalPair>;
  goals: readonly Goal[];
  week: string;
  onClose: () => void;
}

/** Which two goals, how they stand to each other, and what was decided. */
export function PairDialog({ pair, goals, week, onClose }: Props) {
  const town = useTown();
  const [value, setValue] = useState(() => draftOf(pair));
  const change = (part: Partial<Value>) => setValue({ ...value, ...part });
  const touches = [
    ['goal-pairs', town],
    ['gates', town],
  ];
  const create = useSave(assessment.goalPairs.create, touches);
  const update = useSave(assessment.goalPairs.update, touches);
  const remove = useSave(assessment.goalPairs.remove, touches);
  const { id, version = 0 } = pair;
  const fields = { ...value, decidedOn: value.decidedOn || null };
  const { run, faults, problem } = useDialogWork(onClose);
  const save = (key: string) =>
    id
      ? update.mutateAsync({ input: { town, id, ...fields }, version })
      : create.mutateAsync({ input: { town, engagementId: week, ...fields }, key });
  return (
    <Dialog open onClose={onClose} title={m.assessment_pairs()} wide>
      <Form
        onSubmit={() => run(save)}
        submit={m.assessment_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        {!pair.id && <WhichGoals goals={goals} value={value} change={change} />}
        <PairFields value={value} change={change} />
        {id && (
          <DialogRemoval
            name={m.assessment_pair_name()}
            remove={() => remove.mutateAsync({ input: { town, id }, version })}
            onGone={onClose}
          />
        )}
      </Form>
    </Dialog>
  );
}

interface FieldsProps {
  value: Value;
  change: (part: Partial<Value>) => void;
}

/** The two goals of a new pair; a goal is not beside itself. */
function WhichGoals({ goals, value, change }: FieldsProps & { goals: readonly Goal[] }) {
  const options = goals.map((goal) => ({ value: goal.id, label: namedGoal(goal) }));
  return (
    <>
      <Select
        name="goalId"
        label={m.assessment_goal()}
        none={m.assessment_choose()}
        options={options}
        value={value.goalId}
        onChange={(goalId) => change({ goalId })}
      />
      <Select
        name="otherGoalId"
        label={m.assessment_pair_other()}
        none={m.assessment_choose()}
        options={options.filter((option) => option.value !== value.goalId)}
        value={value.otherGoalId}
        onChange={(otherGoalId) => change({ otherGoalId })}
      />
    </>
  );
}

function PairFields({ value, change }: FieldsProps) {
  return (
    <>
      <RadioGroup
        name="relation"
        label={m.assessment_pair_relation()}
        options={[
          { value: 'contradicts', label: m.assessment_pair_contradicts() },
          { value: 'repeats', label: m.assessment_pair_repeats() },
        ]}
        value={value.relation}
        onChange={(relation) => change({ relation: relation as GoalPair['relation'] })}
      />
      <TextArea
        name="note"
        label={m.assessment_note()}
        optional
        rows={2}
        value={value.note}
        onChange={(note) => change({ note })}
      />
      <TextArea
        name="decision"
        label={m.assessment_pair_decision()}
        help={m.assessment_pair_decision_help()}
        optional
        rows={2}
        value={value.decision}
        onChange={(decision) => change({ decision })}
      />
      <TextField
        name="decidedBy"
        label={m.assessment_pair_decided_by()}
        optional
        value={value.decidedBy}
        onChange={(decidedBy) => change({ decidedBy })}
      />
      <DateField
        name="decidedOn"
        label={m.assessment_pair_decided_on()}
        optional
        value={value.decidedOn}
        onChange={(decidedOn) => change({ decidedOn })}
      />
    </>
  );
}
