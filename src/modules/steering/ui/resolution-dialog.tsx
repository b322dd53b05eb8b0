import { useState } from 'react';
import { useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { DateField, Select, TextArea } from '#ui-kit/fields';
import { Form, FormRow } from '#ui-kit/form';
import { type Meeting, type Resolution, steering, useMeasureOptions, useRoleOptions } from './words.ts';

interface Props {
  meeting: Meeting;
  /** null: a new one. */
  before: Resolution | null;
  onClose: () => void;
}

/** A resolution; once the minutes are approved only what became of it. */
export function ResolutionDialog({ meeting, before, onClose }: Props) {
  const town = useTown();
  const measures = useMeasureOptions();
  const roles = useRoleOptions();
  const [value, setValue] = useState({
    wording: before?.wording ?? '',
    measureId: before?.measureId ?? '',
    role: before?.role ?? '',
    dueOn: before?.dueOn ?? '',
    doneOn: before?.doneOn ?? '',
    doneNote: before?.doneNote ?? '',
  });
  const change = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const { run, faults, problem } = useDialogWork(onClose);
  const touches = [
    ['steering-resolutions', town],
    ['steering-meetings', town],
    ['steering-meeting', town],
  ];
  const create = useSave(steering.resolutions.create, touches);
  const update = useSave(steering.resolutions.update, touches);
  const remove = useSave(steering.resolutions.remove, touches);
  const fixed = meeting.approvedAt !== null;
  const outcome = { doneOn: value.doneOn || null, doneNote: value.doneNote };
  const said = {
    wording: value.wording,
    measureId: value.measureId || null,
    role: value.role,
    dueOn: value.dueOn || null,
  };
  const save = (key: string) =>
    before
      ? update.mutateAsync({
          input: { town, id: before.id, ...(fixed ? outcome : { ...said, ...outcome }) },
          version: before.version,
        })
      : create.mutateAsync({ input: { town, meetingId: meeting.id, ...said, ...outcome }, key });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={
        before ? m.steering_resolution_edit({ number: String(before.number) }) : m.steering_resolution_add()
      }
    >
      {fixed && <p className="k-help">{m.steering_resolution_fixed()}</p>}
      <Form
        onSubmit={() => run(save, m.steering_resolution_saved())}
        submit={m.steering_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={value.wording !== (before?.wording ?? '') || value.doneNote !== (before?.doneNote ?? '')}
        status={
          before &&
          !fixed && (
            <Button
              kind="danger"
              busy={remove.isPending}
              onClick={() =>
                void run(
                  () => remove.mutateAsync({ input: { town, id: before.id }, version: before.version }),
                  m.steering_resolution_removed(),
                )
              }
            >
              {m.steering_item_remove()}
            </Button>
          )
        }
      >
        {fixed ? (
          <p>{value.wording}</p>
        ) : (
          <>
            <TextArea
              name="wording"
              label={m.steering_wording()}
              rows={4}
              maxLength={2000}
              value={value.wording}
              onChange={(wording) => change({ wording })}
            />
            <Select
              name="measureId"
              label={m.steering_measure()}
              optional
              none={m.steering_measure_none()}
              options={measures}
              value={value.measureId}
              onChange={(measureId) => change({ measureId })}
            />
            <FormRow>
              <Select
                name="role"
                label={m.steering_role()}
                optional
                none={m.steering_role_none()}
                options={roles}
                value={value.role}
                onChange={(role) => change({ role })}
              />
              <DateField
                name="dueOn"
                label={m.steering_due()}
                optional
                value={value.dueOn}
                onChange={(dueOn) => change({ dueOn })}
              />
            </FormRow>
          </>
        )}
        {before && (
          <>
            <DateField
              name="doneOn"
              label={m.steering_done_day()}
              optional
              value={value.doneOn}
              onChange={(doneOn) => change({ doneOn })}
            />
            <TextArea
              name="doneNote"
              label={m.steering_done_note()}
              optional
              rows={2}
              maxLength={1000}
              value={value.doneNote}
              onChange={(doneNote) => change({ doneNote })}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
