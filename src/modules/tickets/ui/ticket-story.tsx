import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { date } from '#ui-kit/format';
import type { TimelineEntry } from '#ui-kit/timeline';
import { priorityWord, statusWord, type Ticket, tickets, useWorkplace } from './words.ts';
import './tickets.css';

type Story = Awaited<ReturnType<typeof tickets.story>>;

const EVENTS: Record<string, () => string> = {
  created: m.tickets_event_created,
  changed: m.tickets_event_changed,
  moved: m.tickets_event_moved,
  assigned: m.tickets_event_assigned,
  answered: m.tickets_event_answered,
};
const day = (value: string) => date(value);
const yesNo = (value: string) => (value === 'true' ? m.kit_yes() : m.kit_no());

/** Answers, notes and changes in one story, the newest first. */
export function useTicketStory({ id, requesterName }: Ticket): TimelineEntry[] {
  const town = useTown();
  const { data: place } = useWorkplace();
  const { data } = useRecord(['ticket-story', town, id], () => tickets.story({ town, id }));
  const members = new Map(
    (place?.desks ?? []).flatMap((desk) => desk.members.map((member) => [member.id, member.name])),
  );
  const fields: Record<string, { label: () => string; show: (value: string) => string }> = {
    status: { label: m.tickets_status, show: statusWord },
    priority: { label: m.tickets_priority, show: (value) => priorityWord(Number(value)) },
    assignee_id: { label: m.tickets_assignee, show: (value) => members.get(value) ?? '–' },
    parked_until: { label: m.tickets_parked_until, show: day },
    deadline: { label: m.tickets_deadline, show: day },
    title: { label: m.tickets_what, show: (value) => value },
    requester_name: { label: m.tickets_requester, show: (value) => value },
    private: { label: m.tickets_private, show: yesNo },
  };
  const said = (data?.messages ?? []).map((message) => entryOf(message, requesterName));
  const changed = (data?.lines ?? []).flatMap((line, at): TimelineEntry[] => {
    const step = line.event.split('.').at(-1) ?? '';
    // The answer itself stands in the story.
    if (step === 'answered') return [];
    const told = step === 'created' ? [] : line.changes;
    return [
      {
        id: `${line.at} ${at}`,
        who: line.by,
        at: line.at,
        what: EVENTS[step]?.() ?? line.event,
        changes: told.flatMap(({ field, from, to }) => {
          const word = fields[field];
          return word
            ? [{ field: word.label(), from: from ? word.show(from) : '', to: to ? word.show(to) : '' }]
            : [];
        }),
      },
    ];
  });
  return [...said, ...changed].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function entryOf(message: Story['messages'][number], name: string): TimelineEntry {
  const kind = message.kind === 'note' ? 'note' : message.byRequester ? 'reply' : 'answer';
  const what = {
    note: m.tickets_said_note(),
    reply: m.tickets_said_reply(),
    answer: m.tickets_said_answer({ name }),
  };
  return {
    id: message.id,
    who: message.by,
    at: message.at,
    what: what[kind],
    body: (
      <p className="t-message" data-kind={kind}>
        {message.body}
      </p>
    ),
    ...(kind === 'note' ? { tone: 'warning' as const } : {}),
  };
}
