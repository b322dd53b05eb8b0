import { useState } from 'react';
import { problemOf, useDialogWork, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { Select } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import type { Attendance } from '../domain/meeting.ts';
import { ATTENDANCE_WORDS, type Meeting, type Member, organisation, steering } from './words.ts';

const CHOICES = Object.entries(ATTENDANCE_WORDS).map(([value, word]) => ({ value, word }));
const useTouches = () => {
  const town = useTown();
  return [
    ['steering-members', town],
    ['steering-meeting', town],
  ];
};

/** Who belongs to the meeting, who came, and who got the minutes. */
export function MemberSection({ meeting, reason }: { meeting: Meeting; reason: string | undefined }) {
  const town = useTown();
  const { id } = meeting;
  const [adding, setAdding] = useState(false);
  const { data } = useRecord(['steering-members', town, id], () =>
    steering.members.list({ town, meetingId: id, limit: 200 }),
  );
  const invite = useSave(steering.invite, useTouches());
  const asBefore = async () => {
    try {
      const { added } = await invite.mutateAsync({ input: { town, id } });
      toast(added > 0 ? m.steering_members_added({ count: added }) : m.steering_members_complete());
    } catch (error) {
      toast(problemOf(error)?.text ?? m.steering_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <Section
      title={m.steering_members()}
      actions={
        <>
          <Button
            small
            icon="people"
            reason={reason ?? (meeting.follows ? undefined : m.steering_members_first_reason())}
            busy={invite.isPending}
            onClick={() => void asBefore()}
          >
            {m.steering_members_as_before()}
          </Button>
          <Button small icon="plus" reason={reason} onClick={() => setAdding(true)}>
            {m.steering_member_add()}
          </Button>
        </>
      }
    >
      {!data && <Skeleton lines={2} />}
      {data?.rows.length === 0 && (
        <p className="k-muted">
          {meeting.approvedAt ? m.steering_members_none_after() : m.steering_members_none()}
        </p>
      )}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.steering_members()}
          rows={data.rows}
          columns={[
            { title: m.steering_member(), cell: (row) => row.personName },
            {
              title: m.steering_attendance(),
              cell: (row) => <Attending member={row} reason={reason} />,
            },
            { title: m.steering_letter(), cell: letterWord },
          ]}
          action={(row) => <Leave member={row} reason={reason} />}
        />
      )}
      {adding && data && <AddDialog meeting={meeting} there={data.rows} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function letterWord({ toldAt, askedAt, hasAddress }: Member) {
  if (toldAt) return <Badge tone="success">{m.steering_letter_told()}</Badge>;
  if (askedAt) return <Badge icon="clock">{m.steering_letter_asked()}</Badge>;
  return hasAddress ? '–' : <span className="k-muted">{m.steering_letter_no_address()}</span>;
}

function Attending({ member, reason }: { member: Member; reason: string | undefined }) {
  const town = useTown();
  const update = useSave(steering.members.update, useTouches());
  const { id, version, attendance = 'invited' } = member;
  if (reason) return ATTENDANCE_WORDS[attendance]();
  const set = async (value: string) => {
    try {
      await update.mutateAsync({ input: { town, id, attendance: value as Attendance }, version });
    } catch (error) {
      toast(problemOf(error)?.text ?? m.steering_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <select
      className="k-input"
      aria-label={m.steering_attendance_of({ name: member.personName })}
      value={attendance}
      disabled={update.isPending}
      onChange={(event) => void set(event.target.value)}
    >
      {CHOICES.map(({ value, word }) => (
        <option key={value} value={value}>
          {word()}
        </option>
      ))}
    </select>
  );
}

function Leave({ member, reason }: { member: Member; reason: string | undefined }) {
  const town = useTown();
  const remove = useSave(steering.members.remove, useTouches());
  const leave = async () => {
    try {
      await remove.mutateAsync({ input: { town, id: member.id }, version: member.version });
    } catch (error) {
      toast(problemOf(error)?.text ?? m.steering_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <Button small bare icon="trash" reason={reason} busy={remove.isPending} onClick={() => void leave()}>
      {m.steering_member_remove({ name: member.personName })}
    </Button>
  );
}

function AddDialog(props: { meeting: Meeting; there: readonly Member[]; onClose: () => void }) {
  const { meeting, there, onClose } = props;
  const town = useTown();
  const people = useRecord(['people', town, 'steering'], () =>
    organisation.people.list({ town, limit: 200 }),
  );
  const [personId, setPersonId] = useState('');
  const create = useSave(steering.members.create, useTouches());
  const { run, faults, problem } = useDialogWork(onClose);
  const known = new Set(there.map((member) => member.personId));
  return (
    <Dialog open onClose={onClose} title={m.steering_member_add()}>
      <Form
        onSubmit={() =>
          run(
            (key) => create.mutateAsync({ input: { town, meetingId: meeting.id, personId }, key }),
            m.steering_member_added(),
          )
        }
        submit={m.steering_member_add()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <Select
          name="personId"
          label={m.steering_member()}
          none={m.steering_member_choose()}
          options={(people.data?.rows ?? [])
            .filter(({ id }) => !known.has(id))
            .map(({ id, name, title }) => ({ value: id, label: title ? `${name}, ${title}` : name }))}
          value={personId}
          onChange={setPersonId}
        />
      </Form>
    </Dialog>
  );
}
