import { localDateOf } from '#kernel/dates';
import { listPath, recordPath } from '#kernel/paths';
import {
  type FieldWord,
  problemOf,
  useAddress,
  useHolds,
  useSave,
  useStory,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { confirm } from '#ui-kit/dialog';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { type RecordAction, RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { KEEPERS } from '../contract.ts';
import { AgendaSection } from './agenda-section.tsx';
import { MemberSection } from './member-section.tsx';
import { ResolutionSection } from './resolution-section.tsx';
import { lackReason, type Meeting, meetingName, meetingStatus, steering, useMeeting } from './words.ts';

const FIELDS: Record<string, FieldWord> = {
  held_on: { label: m.steering_held_on, show: (value) => date(value) },
  starts: { label: m.steering_starts, show: (value) => value },
  place: { label: m.steering_place, show: (value) => value },
  note: { label: m.steering_note },
};

/** `/lenkungskreis/<id>`: who met, what was spoken of, what was resolved. */
export function MeetingPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useMeeting(id);
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.steering_unreachable()} />;
  return data ? <Shown meeting={data} /> : <Skeleton lines={8} />;
}

function Shown({ meeting }: { meeting: Meeting }) {
  const town = useTown();
  const keeper = useHolds(KEEPERS);
  const reason = meeting.approvedAt
    ? m.steering_approved_reason()
    : keeper
      ? undefined
      : m.steering_keepers_reason();
  const actions = useActions(meeting, keeper, reason);
  const timeline = useStory(meeting.id, FIELDS, { approved: m.steering_event_approved });
  return (
    <RecordPage
      number={`L-${meeting.number}`}
      title={m.steering_meeting_title({ date: date(meeting.heldOn) })}
      status={meetingStatus(meeting)}
      back={{ href: listPath(town, 'steering_meeting'), label: m.steering_title() }}
      facts={[
        { label: m.steering_held_on(), value: date(meeting.heldOn, true) },
        { label: m.steering_starts(), value: meeting.starts || '–' },
        { label: m.steering_place(), value: meeting.place || '–' },
        ...(meeting.approvedAt
          ? [
              {
                label: m.steering_approved(),
                value: `${date(meeting.approvedAt)}, ${meeting.approvedBy}`,
              },
            ]
          : []),
      ]}
      actions={actions}
      timeline={timeline}
    >
      {meeting.note && (
        <Section title={m.steering_note()}>
          <p>{meeting.note}</p>
        </Section>
      )}
      <AgendaSection meeting={meeting} reason={reason} />
      <ResolutionSection meeting={meeting} reason={reason} />
      <MemberSection meeting={meeting} reason={reason} />
    </RecordPage>
  );
}

/** What can be done with the meeting; `reason` = why its minutes cannot be changed. */
function useActions(meeting: Meeting, keeper: boolean, reason: string | undefined): RecordAction[] {
  const town = useTown();
  const { id } = meeting;
  const touches = [
    ['steering-meeting', town, id],
    ['steering-meetings', town],
    ['steering-members', town],
  ];
  const approve = useSave(steering.approve, touches);
  const send = useSave(steering.sendMinutes, touches);
  const said = async (work: () => Promise<string>) => {
    try {
      toast(await work());
    } catch (error) {
      toast(problemOf(error)?.text ?? m.steering_unreachable(), { tone: 'danger' });
    }
  };
  const askApproval = async () => {
    const sure = await confirm({
      title: m.steering_approve_title({ name: meetingName(meeting) }),
      text: <p>{m.steering_approve_text()}</p>,
      action: m.steering_approve(),
    });
    if (sure)
      await said(async () => {
        await approve.mutateAsync({ input: { town, id } });
        return m.steering_approved_now();
      });
  };
  const file = (format: string) => `/api/v1/towns/${town}/steering-meetings/${id}/minutes?format=${format}`;
  const toCome = meeting.heldOn > localDateOf(new Date());
  return [
    ...(meeting.approvedAt
      ? [
          {
            label: m.steering_send(),
            icon: 'mail' as const,
            kind: 'primary' as const,
            busy: send.isPending,
            reason: keeper ? undefined : m.steering_keepers_reason(),
            onPress: () =>
              void said(async () => {
                const { asked, withoutAddress } = await send.mutateAsync({ input: { town, id } });
                return withoutAddress > 0
                  ? m.steering_sent_without({ asked, without: String(withoutAddress) })
                  : m.steering_sent({ asked });
              }),
          },
        ]
      : [
          {
            label: m.steering_approve(),
            icon: 'check' as const,
            kind: 'primary' as const,
            busy: approve.isPending,
            reason: reason ?? (toCome ? m.steering_to_come_reason() : lackReason(meeting)),
            onPress: () => void askApproval(),
          },
          {
            label: m.steering_change(),
            icon: 'edit' as const,
            href: `${recordPath(town, 'steering_meeting', id)}/bearbeiten`,
            reason,
          },
        ]),
    ...(['pdf', 'docx', 'odt'] as const).map((format) => ({
      label: m.steering_download({ format: format.toUpperCase() }),
      icon: 'download' as const,
      href: file(format),
    })),
  ];
}
