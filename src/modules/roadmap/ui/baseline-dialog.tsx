import { useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { useAddress, useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { progressPath } from './planning-path.ts';
import type { Progress } from './progress-table.tsx';
import { roadmap } from './words.ts';

interface BaselineDialogProps {
  /** The one that gets another name; without it the plan in force is kept as a new one. */
  baseline?: Progress['baselines'][number] | undefined;
  onClose: () => void;
}

/** Keeps the plan in force under a name, or renames what was kept; a refusal says why there is nothing new to keep. */
export function BaselineDialog({ baseline, onClose }: BaselineDialogProps) {
  const town = useTown();
  const { go } = useAddress();
  const [name, setName] = useState<string>(
    () => baseline?.name ?? m.roadmap_plan_name_of({ date: date(localDateOf(new Date())) }),
  );
  const keep = useSave(roadmap.keepBaseline, [['roadmap', town]]);
  const rename = useSave(roadmap.renameBaseline, [['roadmap', town]]);
  const { run, faults, problem } = useDialogWork(() => {
    onClose();
    if (!baseline) go(progressPath(town));
  });
  const submit = () =>
    baseline
      ? run(
          () => rename.mutateAsync({ input: { town, id: baseline.id, name, version: baseline.version } }),
          m.roadmap_baseline_renamed({ name }),
        )
      : run((key) => keep.mutateAsync({ input: { town, name }, key }), m.roadmap_baseline_kept({ name }));
  return (
    <Dialog
      open
      onClose={onClose}
      title={baseline ? m.roadmap_baseline_rename_title() : m.roadmap_baseline_keep()}
    >
      <Form
        onSubmit={submit}
        submit={baseline ? m.roadmap_baseline_rename() : m.roadmap_baseline_keep()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <TextField
          name="name"
          label={m.roadmap_plan_name()}
          help={baseline ? undefined : m.roadmap_baseline_help()}
          maxLength={200}
          value={name}
          onChange={setName}
        />
      </Form>
    </Dialog>
  );
}
