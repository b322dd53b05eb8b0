import { useState } from 'react';
import { addDays, localDateOf } from '#kernel/dates';
import { useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Dialog } from '#ui-kit/dialog';
import { DateField, Select } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { DEFAULT_STATUSES, movesOf } from '../domain/status.ts';
import { statusWord, type Ticket, tickets, touched, useWorkplace } from './words.ts';

interface Props {
  ticket: Ticket;
  onClose: () => void;
}

/** Gives the ticket to somebody of the desk; proposed is whoever asks. */
export function AssignDialog({ ticket, onClose }: Props) {
  const town = useTown();
  const { data } = useWorkplace();
  const { id, version, assigneeId, seatId, deskId } = ticket;
  const [chosen, setChosen] = useState(assigneeId === seatId ? '' : seatId);
  const assign = useSave(tickets.assign, touched(town, id));
  const { run, faults, problem } = useDialogWork(onClose);
  const members = data?.desks.find((desk) => desk.id === deskId)?.members ?? [];
  return (
    <Dialog open onClose={onClose} title={m.tickets_assign()}>
      <Form
        onSubmit={() =>
          run(
            (key) => assign.mutateAsync({ input: { town, id, assigneeId: chosen || null }, version, key }),
            m.tickets_assigned(),
          )
        }
        submit={m.tickets_assign()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <Select
          name="assigneeId"
          label={m.tickets_assignee()}
          optional
          none={m.tickets_assignee_none()}
          options={members
            .filter((member) => member.active || member.id === assigneeId)
            .map((member) => ({
              value: member.id,
              label: member.id === seatId ? m.tickets_assignee_self({ name: member.name }) : member.name,
            }))}
          value={chosen}
          onChange={setChosen}
        />
      </Form>
    </Dialog>
  );
}

/** Puts the ticket aside; proposed is tomorrow. */
export function ParkDialog({ ticket, onClose }: Props) {
  const town = useTown();
  const { id, version } = ticket;
  const [until, setUntil] = useState(ticket.parkedUntil ?? addDays(localDateOf(new Date()), 1));
  const park = useSave(tickets.park, touched(town, id));
  const { run, faults, problem } = useDialogWork(onClose);
  return (
    <Dialog open onClose={onClose} title={m.tickets_park()}>
      <Form
        onSubmit={() =>
          run((key) => park.mutateAsync({ input: { town, id, until }, version, key }), m.tickets_parked())
        }
        submit={m.tickets_park()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <DateField
          name="until"
          label={m.tickets_parked_until()}
          help={m.tickets_park_help()}
          value={until}
          onChange={setUntil}
        />
      </Form>
    </Dialog>
  );
}

export function StatusDialog({ ticket, onClose }: Props) {
  const town = useTown();
  const { id, version, status } = ticket;
  const moves = movesOf(DEFAULT_STATUSES, status, 'agent').filter(({ parks }) => !parks);
  const [to, setTo] = useState(moves[0]?.key ?? '');
  const step = useSave(tickets.step, touched(town, id));
  const { run, faults, problem } = useDialogWork(onClose);
  return (
    <Dialog open onClose={onClose} title={m.tickets_move()}>
      <Form
        onSubmit={() =>
          run((key) => step.mutateAsync({ input: { town, id, to }, version, key }), m.tickets_moved())
        }
        submit={m.tickets_move()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        <Select
          name="to"
          label={m.tickets_status()}
          options={moves.map(({ key }) => ({ value: key, label: statusWord(key) }))}
          value={to}
          onChange={setTo}
        />
      </Form>
    </Dialog>
  );
}
