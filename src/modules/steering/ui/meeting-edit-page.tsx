import { useRef, useState } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import { problemOf, RecordForm, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { DateField, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { KEEPERS } from '../contract.ts';
import { type Meeting, meetingName, steering, useMeeting } from './words.ts';

interface Value {
  heldOn: string;
  starts: string;
  place: string;
  note: string;
}
const formOf = (meeting?: Meeting): Value => ({
  heldOn: meeting?.heldOn ?? '',
  starts: meeting?.starts ?? '',
  place: meeting?.place ?? '',
  note: meeting?.note ?? '',
});

export function MeetingNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<Meeting>(undefined);
  const create = useSave(steering.meetings.create, [['steering-meetings', town]]);
  const invite = useSave(steering.invite, [['steering-members', town]]);
  const list = listPath(town, 'steering_meeting');
  return (
    <Page title={m.steering_plan()} width="text" back={{ href: list, label: m.steering_title() }}>
      <RecordForm<Value>
        may={KEEPERS}
        draftKey="steering_meeting:new"
        initial={formOf()}
        submit={m.steering_plan()}
        cancelHref={list}
        save={async (value, key) => {
          made.current = await create.mutateAsync({ input: { town, ...value }, key });
        }}
        onSaved={async () => {
          if (!made.current) return;
          const { id } = made.current;
          // Who met last time is invited again; the page offers it once more where this does not arrive.
          await invite.mutateAsync({ input: { town, id } }).catch(() => undefined);
          toast(m.steering_saved({ name: meetingName(made.current) }));
          go(recordPath(town, 'steering_meeting', id));
        }}
      >
        {(value, change) => <Fields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

export function MeetingEditPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useMeeting(id);
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.steering_unreachable()} />;
  return data ? <EditForm key={id} meeting={data} /> : <Skeleton lines={5} />;
}

function EditForm(props: { meeting: Meeting }) {
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [meeting] = useState(props.meeting);
  const town = useTown();
  const { go } = useAddress();
  const { id, version } = meeting;
  const update = useSave(steering.meetings.update, [
    ['steering-meetings', town],
    ['steering-meeting', town, id],
  ]);
  const back = recordPath(town, 'steering_meeting', id);
  const name = meetingName(meeting);
  return (
    <Page title={m.steering_edit({ name })} width="text" back={{ href: back, label: name }}>
      <RecordForm<Value>
        may={KEEPERS}
        draftKey={`steering_meeting:${id}`}
        initial={formOf(meeting)}
        submit={m.steering_save()}
        cancelHref={back}
        stored={{
          version,
          read: async () => {
            const now = await steering.meetings.get({ town, id });
            return { version: now.version, value: formOf(now) };
          },
        }}
        save={(value, _key, read) => update.mutateAsync({ input: { town, id, ...value }, version: read })}
        onSaved={() => {
          toast(m.steering_saved({ name }));
          go(back);
        }}
      >
        {(value, change) => <Fields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

function Fields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  return (
    <>
      <FormRow>
        <DateField
          name="heldOn"
          label={m.steering_held_on()}
          value={value.heldOn}
          onChange={(heldOn) => change({ heldOn })}
        />
        <TextField
          name="starts"
          type="time"
          label={m.steering_starts()}
          optional
          value={value.starts}
          onChange={(starts) => change({ starts })}
        />
      </FormRow>
      <TextField
        name="place"
        label={m.steering_place()}
        optional
        maxLength={200}
        value={value.place}
        onChange={(place) => change({ place })}
      />
      <TextArea
        name="note"
        label={m.steering_note()}
        optional
        rows={3}
        maxLength={2000}
        value={value.note}
        onChange={(note) => change({ note })}
      />
    </>
  );
}
