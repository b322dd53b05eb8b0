import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { problemOf, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { date, dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Prose, Section } from '#ui-kit/page';
import { type RecordAction, RecordPage } from '#ui-kit/record-page';
import { useShortcuts } from '#ui-kit/shortcuts';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { DEFAULT_STATUSES, movesOf } from '../domain/status.ts';
import { AnswerComposer, NoteComposer, writeIn } from './composers.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { AssignDialog, ParkDialog, StatusDialog } from './ticket-dialogs.tsx';
import { useTicketStory } from './ticket-story.tsx';
import { CHANNEL_WORDS, priorityBadge, statusBadge, type Ticket, tell, tickets, touched } from './words.ts';
import './tickets.css';

type Open = 'assign' | 'park' | 'status' | 'edit' | null;

/** `/desk/<id>`: a ticket with its story, and what can be done about it with one key each. */
export function TicketPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data, error } = useRecord(['ticket', town, id], () => tickets.get({ town, id }));
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.tickets_unreachable()} />;
  return data ? <Shown key={id} ticket={data} /> : <Skeleton lines={8} />;
}

function Shown({ ticket }: { ticket: Ticket }) {
  const town = useTown();
  const [open, setOpen] = useState<Open>(null);
  const timeline = useTicketStory(ticket);
  const actions = useActions(ticket, setOpen);
  const close = () => setOpen(null);
  return (
    <RecordPage
      number={ticket.name}
      title={ticket.title}
      status={statusBadge(ticket)}
      back={{ href: listPath(town, 'ticket'), label: m.tickets_title() }}
      facts={factsOf(ticket)}
      actions={actions}
      timeline={timeline}
    >
      {ticket.private && (
        <Notice icon="lock" title={m.tickets_private()}>
          <p>{m.tickets_private_help()}</p>
        </Notice>
      )}
      {ticket.description && (
        <Section title={m.tickets_description()}>
          <Prose text={ticket.description} />
        </Section>
      )}
      <div className="t-composers">
        <AnswerComposer ticket={ticket} />
        <NoteComposer ticket={ticket} />
      </div>
      {open === 'assign' && <AssignDialog ticket={ticket} onClose={close} />}
      {open === 'park' && <ParkDialog ticket={ticket} onClose={close} />}
      {open === 'status' && <StatusDialog ticket={ticket} onClose={close} />}
      {open === 'edit' && <EditDialog ticket={ticket} onClose={close} />}
    </RecordPage>
  );
}

const factsOf = (ticket: Ticket) => [
  { label: m.tickets_requester(), value: ticket.requesterName },
  ...(ticket.affectedName ? [{ label: m.tickets_affected(), value: ticket.affectedName }] : []),
  { label: m.tickets_priority(), value: <StatusBadge status={priorityBadge(ticket)} /> },
  { label: m.tickets_assignee(), value: ticket.assigneeName ?? m.tickets_assignee_none() },
  { label: m.tickets_category(), value: ticket.categoryName ?? '–' },
  { label: m.tickets_room(), value: ticket.roomName ?? '–' },
  ...(ticket.parkedUntil ? [{ label: m.tickets_parked_until(), value: date(ticket.parkedUntil, true) }] : []),
  ...(ticket.deadline ? [{ label: m.tickets_deadline(), value: date(ticket.deadline, true) }] : []),
  { label: m.tickets_came(), value: `${dateTime(ticket.createdAt)}, ${CHANNEL_WORDS[ticket.channel]()}` },
  ...(ticket.reopened > 0 ? [{ label: m.tickets_reopened(), value: String(ticket.reopened) }] : []),
];

function useActions(ticket: Ticket, setOpen: (open: Open) => void): RecordAction[] {
  const town = useTown();
  const { id, version, status, seatId, role, assigneeId } = ticket;
  const step = useSave(tickets.step, touched(town, id));
  const moves = movesOf(DEFAULT_STATUSES, status, 'agent');
  const solved = moves.find(({ kind }) => kind === 'solved');
  const mayPark = moves.some(({ parks }) => parks) || ticket.parkedUntil !== null;
  const mayAssign = !ticket.private || role === 'lead' || assigneeId !== seatId;
  const solve = async () => {
    if (!solved) return;
    try {
      await step.mutateAsync({ input: { town, id, to: solved.key }, version });
      toast(m.tickets_solved({ name: ticket.name }));
    } catch (error) {
      tell(error);
    }
  };
  const assign = () => mayAssign && setOpen('assign');
  const park = () => mayPark && setOpen('park');
  useShortcuts([
    { key: 'r', label: m.tickets_key_answer(), run: () => writeIn('antwort') },
    { key: 'n', label: m.tickets_key_note(), run: () => writeIn('notiz') },
    { key: 'a', label: m.tickets_assign(), run: assign },
    { key: 'p', label: m.tickets_park(), run: park },
    { key: 'e', label: m.tickets_solve(), run: () => void solve() },
  ]);
  return [
    {
      label: m.tickets_solve(),
      icon: 'check',
      kind: 'primary',
      busy: step.isPending,
      reason: solved ? undefined : m.tickets_solve_reason(),
      onPress: () => void solve(),
    },
    {
      label: m.tickets_assign(),
      icon: 'person',
      reason: mayAssign ? undefined : m.tickets_assign_reason(),
      onPress: assign,
    },
    {
      label: m.tickets_park(),
      icon: 'clock',
      reason: mayPark ? undefined : m.tickets_park_reason(),
      onPress: park,
    },
    {
      label: m.tickets_move(),
      icon: 'flat',
      reason: moves.some(({ parks }) => !parks) ? undefined : m.tickets_move_reason(),
      onPress: () => setOpen('status'),
    },
    { label: m.tickets_change(), icon: 'edit', onPress: () => setOpen('edit') },
  ];
}
