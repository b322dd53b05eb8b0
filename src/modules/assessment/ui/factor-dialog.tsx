import { useState } from 'react';
import { useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { TextArea, TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { DialogRemoval } from './removal.tsx';
import { assessment, type SuccessFactor } from './words.ts';

interface Props {
  week: string;
  factor: Partial<SuccessFactor>;
  onClose: () => void;
}

export function FactorDialog({ week, factor, onClose }: Props) {
  const town = useTown();
  const { id, version = 0 } = factor;
  const [title, setTitle] = useState(factor.title ?? '');
  const [note, setNote] = useState(factor.note ?? '');
  const touches = [
    ['success-factors', town],
    ['gates', town],
  ];
  const create = useSave(assessment.successFactors.create, touches);
  const update = useSave(assessment.successFactors.update, touches);
  const remove = useSave(assessment.successFactors.remove, touches);
  const { run, faults, problem } = useDialogWork(onClose);
  const save = (key: string) =>
    id
      ? update.mutateAsync({ input: { town, id, title, note }, version })
      : create.mutateAsync({ input: { town, engagementId: week, title, note }, key });
  return (
    <Dialog open onClose={onClose} title={id ? m.assessment_factor() : m.assessment_factor_add()} wide>
      <Form
        onSubmit={() => run(save)}
        submit={m.assessment_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <TextField
          name="title"
          label={m.assessment_factor()}
          help={m.assessment_factor_help()}
          value={title}
          onChange={setTitle}
        />
        <TextArea name="note" label={m.assessment_note()} optional rows={3} value={note} onChange={setNote} />
        {id && (
          <DialogRemoval
            name={title}
            remove={() => remove.mutateAsync({ input: { town, id }, version })}
            onGone={onClose}
          />
        )}
      </Form>
    </Dialog>
  );
}
