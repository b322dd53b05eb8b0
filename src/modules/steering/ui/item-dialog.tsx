import { useState } from 'react';
import { useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { type Item, type Meeting, steering, useMeasureOptions } from './words.ts';

interface Props {
  meeting: Meeting;
  /** null: a new one. */
  before: Item | null;
  /** Place of a new one. */
  next: number;
  onClose: () => void;
}

/** An item of the agenda with what was said about it. */
export function ItemDialog({ meeting, before, next, onClose }: Props) {
  const town = useTown();
  const options = useMeasureOptions();
  const [title, setTitle] = useState(before?.title ?? '');
  const [measureId, setMeasureId] = useState(before?.measureId ?? '');
  const [minutes, setMinutes] = useState(before?.minutes ?? '');
  const { run, faults, problem } = useDialogWork(onClose);
  const touches = [
    ['steering-items', town],
    ['steering-meetings', town],
    ['steering-meeting', town],
  ];
  const create = useSave(steering.items.create, touches);
  const update = useSave(steering.items.update, touches);
  const remove = useSave(steering.items.remove, touches);
  const values = { title, measureId: measureId || null, minutes };
  const save = (key: string) =>
    before
      ? update.mutateAsync({ input: { town, id: before.id, ...values }, version: before.version })
      : create.mutateAsync({ input: { town, meetingId: meeting.id, position: next, ...values }, key });
  return (
    <Dialog open wide onClose={onClose} title={before ? before.title : m.steering_item_add()}>
      <Form
        onSubmit={() => run(save, m.steering_item_saved())}
        submit={m.steering_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={minutes !== (before?.minutes ?? '') || title !== (before?.title ?? '')}
        status={
          before && (
            <Button
              kind="danger"
              busy={remove.isPending}
              onClick={() =>
                void run(
                  () => remove.mutateAsync({ input: { town, id: before.id }, version: before.version }),
                  m.steering_item_removed(),
                )
              }
            >
              {m.steering_item_remove()}
            </Button>
          )
        }
      >
        <TextField name="title" label={m.steering_item()} maxLength={200} value={title} onChange={setTitle} />
        <Select
          name="measureId"
          label={m.steering_measure()}
          optional
          none={m.steering_measure_none()}
          options={options}
          value={measureId}
          onChange={setMeasureId}
        />
        <TextArea
          name="minutes"
          label={m.steering_item_minutes()}
          optional
          rows={8}
          maxLength={8000}
          value={minutes}
          onChange={setMinutes}
        />
      </Form>
    </Dialog>
  );
}
