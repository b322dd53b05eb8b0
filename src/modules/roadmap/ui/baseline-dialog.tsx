import { useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { newKey, problemOf, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { toast } from '#ui-kit/toast';
import { progressPath } from './planning-path.ts';
import { roadmap } from './words.ts';

/** Keeps the plan in force under a name; a refusal says why there is nothing new to keep. */
export function BaselineDialog({ onClose }: { onClose: () => void }) {
  const town = useTown();
  const { go } = useAddress();
  const [name, setName] = useState<string>(() =>
    m.roadmap_plan_name_of({ date: date(localDateOf(new Date())) }),
  );
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const [key] = useState(newKey);
  const keep = useSave(roadmap.keepBaseline, [['roadmap', town]]);
  const submit = async () => {
    try {
      await keep.mutateAsync({ input: { town, name }, key });
      toast(m.roadmap_baseline_kept({ name }));
      onClose();
      go(progressPath(town));
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.roadmap_unreachable());
    }
  };
  return (
    <Dialog open onClose={onClose} title={m.roadmap_baseline_keep()}>
      <Form
        onSubmit={submit}
        submit={m.roadmap_baseline_keep()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <TextField
          name="name"
          label={m.roadmap_plan_name()}
          help={m.roadmap_baseline_help()}
          maxLength={200}
          value={name}
          onChange={setName}
        />
      </Form>
    </Dialog>
  );
}
