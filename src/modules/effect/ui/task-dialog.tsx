import { useState } from 'react';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Checkbox } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { DateField, Select, TextField } from '#ui-kit/fields';
import { type Fault, Form, FormRow } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import { useRoleOptions } from './roles.ts';
import { effect, type Measure, type Task } from './words.ts';

interface Props {
  measure: Measure;
  /** null: a new one. */
  task: Task | null;
  onClose: () => void;
}

export function TaskDialog({ measure, task, onClose }: Props) {
  const roles = useRoleOptions();
  const [value, setValue] = useState({
    title: task?.title ?? '',
    milestone: task?.milestone ?? false,
    role: task?.role ?? '',
    dueOn: task?.dueOn ?? '',
    doneOn: task?.doneOn ?? '',
  });
  const change = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const { save, remove, faults, problem } = useKeeping(measure, task, onClose);
  return (
    <Dialog open onClose={onClose} title={task ? m.effect_task_edit() : m.effect_task_add()}>
      <Form
        onSubmit={() => save({ ...value, dueOn: value.dueOn || null, doneOn: value.doneOn || null })}
        submit={task ? m.effect_change() : m.effect_task_add()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={value.title !== (task?.title ?? '')}
        status={
          task && (
            <Button kind="danger" onClick={() => void remove()}>
              {m.effect_task_remove()}
            </Button>
          )
        }
      >
        <TextField
          name="title"
          label={m.effect_task_title()}
          maxLength={200}
          value={value.title}
          onChange={(title) => change({ title })}
        />
        <Checkbox
          name="milestone"
          label={m.effect_task_milestone()}
          value={value.milestone}
          onChange={(milestone) => change({ milestone })}
        />
        <Select
          name="role"
          label={m.effect_task_role()}
          optional
          none={m.effect_task_role_none()}
          options={roles}
          value={value.role}
          onChange={(role) => change({ role })}
        />
        <FormRow>
          <DateField
            name="dueOn"
            label={m.effect_task_due()}
            optional
            value={value.dueOn}
            onChange={(dueOn) => change({ dueOn })}
          />
          <DateField
            name="doneOn"
            label={m.effect_task_done_on()}
            optional
            value={value.doneOn}
            onChange={(doneOn) => change({ doneOn })}
          />
        </FormRow>
      </Form>
    </Dialog>
  );
}

function useKeeping(measure: Measure, task: Task | null, onClose: () => void) {
  const town = useTown();
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const touches = [['execution', town, measure.id]];
  const create = useSave(effect.tasks.create, touches);
  const update = useSave(effect.tasks.update, touches);
  const removal = useSave(effect.tasks.remove, touches);
  const run = async (work: () => Promise<unknown>) => {
    try {
      await work();
      toast(m.effect_task_saved());
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.effect_unreachable());
    }
  };
  return {
    faults,
    problem,
    save: (value: Omit<Parameters<typeof effect.tasks.create>[0], 'town' | 'measureId'>) =>
      run(() =>
        task
          ? update.mutateAsync({ input: { town, id: task.id, ...value }, version: task.version })
          : create.mutateAsync({ input: { town, measureId: measure.id, ...value } }),
      ),
    remove: () =>
      run(() => removal.mutateAsync({ input: { town, id: task?.id ?? '' }, version: task?.version ?? 0 })),
  };
}
