import { useState } from 'react';
import { useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Checkbox } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { DateField, Select, TextArea, TextField } from '#ui-kit/fields';
import { Form, FormRow } from '#ui-kit/form';
import { LookupField, type LookupOption } from '#ui-kit/lookup-field';
import { RequesterField } from './requester-field.tsx';
import {
  impactOptions,
  type Requester,
  requesterFields,
  type Ticket,
  tickets,
  touched,
  urgencyOptions,
  useWorkplace,
} from './words.ts';

const formOf = (ticket: Ticket) => ({
  title: ticket.title,
  description: ticket.description ?? '',
  who: {
    id: ticket.requesterUserId ?? ticket.requesterId ?? '',
    kind: ticket.requesterUserId ? 'account' : 'person',
    label: ticket.requesterName,
  } as Requester | null,
  affected: ticket.affectedId ? { id: ticket.affectedId, label: ticket.affectedName ?? '' } : null,
  room: ticket.roomId ? { id: ticket.roomId, label: ticket.roomName ?? '' } : null,
  categoryId: ticket.categoryId ?? '',
  impact: String(ticket.impact ?? 2),
  urgency: String(ticket.urgency ?? 2),
  deadline: ticket.deadline ?? '',
  private: ticket.private ?? false,
});
type Value = Omit<ReturnType<typeof formOf>, 'affected' | 'room'> & {
  affected: LookupOption | null;
  room: LookupOption | null;
};

const inputOf = (value: Value) => ({
  title: value.title,
  description: value.description,
  ...requesterFields(value.who),
  affectedId: value.affected?.id ?? null,
  roomId: value.room?.id ?? null,
  categoryId: value.categoryId || null,
  impact: Number(value.impact),
  urgency: Number(value.urgency),
  deadline: value.deadline || null,
  private: value.private,
});

/** Everything that a ticket says of itself. */
export function EditDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const town = useTown();
  // The version that was read when typing began.
  const [{ id, version }] = useState(ticket);
  const [value, setValue] = useState<Value>(() => formOf(ticket));
  const change = (part: Partial<Value>) => setValue((before) => ({ ...before, ...part }));
  const update = useSave(tickets.update, touched(town, id));
  const { run, faults, problem } = useDialogWork(onClose);
  return (
    <Dialog open wide onClose={onClose} title={m.tickets_edit({ name: ticket.name })}>
      <Form
        onSubmit={() =>
          run(
            () => update.mutateAsync({ input: { town, id, ...inputOf(value) }, version }),
            m.tickets_saved(),
          )
        }
        submit={m.tickets_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={value.title !== ticket.title || value.description !== ticket.description}
      >
        <TextField
          name="title"
          label={m.tickets_what()}
          maxLength={200}
          value={value.title}
          onChange={(title) => change({ title })}
        />
        <TextArea
          name="description"
          label={m.tickets_description()}
          optional
          rows={5}
          maxLength={20_000}
          value={value.description}
          onChange={(description) => change({ description })}
        />
        <RequesterField value={value.who} onChange={(who) => change({ who })} />
        <Whereabouts ticket={ticket} value={value} change={change} />
        <FormRow>
          <Select
            name="impact"
            label={m.tickets_impact()}
            options={impactOptions()}
            value={value.impact}
            onChange={(impact) => change({ impact })}
          />
          <Select
            name="urgency"
            label={m.tickets_urgency()}
            options={urgencyOptions()}
            value={value.urgency}
            onChange={(urgency) => change({ urgency })}
          />
          <DateField
            name="deadline"
            label={m.tickets_deadline()}
            optional
            value={value.deadline}
            onChange={(deadline) => change({ deadline })}
          />
        </FormRow>
        <Checkbox
          name="private"
          label={m.tickets_private_for()}
          help={m.tickets_private_help()}
          value={value.private}
          onChange={(on) => change({ private: on })}
        />
      </Form>
    </Dialog>
  );
}

interface PartProps {
  ticket: Ticket;
  value: Value;
  change: (part: Partial<Value>) => void;
}

/** Whom it concerns, where, and what about. */
function Whereabouts({ ticket, value, change }: PartProps) {
  const town = useTown();
  const { data } = useWorkplace();
  const categories = data?.desks.find(({ id }) => id === ticket.deskId)?.categories ?? [];
  const known = categories.some(({ id }) => id === ticket.categoryId);
  return (
    <>
      <FormRow>
        <LookupField
          name="affectedId"
          label={m.tickets_affected()}
          optional
          value={value.affected}
          onChange={(affected) => change({ affected })}
          search={async (q) => {
            const { found } = await tickets.requesters({ town, q });
            return found
              .filter(({ kind }) => kind === 'person')
              .map(({ id, name, hint }) => ({ id, label: name, hint }));
          }}
        />
        <LookupField
          name="roomId"
          label={m.tickets_room()}
          optional
          value={value.room}
          onChange={(room) => change({ room })}
          search={async (q) => {
            const { found } = await tickets.places({ town, q });
            return found.map(({ id, name, siteName }) => ({ id, label: name, hint: siteName }));
          }}
        />
      </FormRow>
      <Select
        name="categoryId"
        label={m.tickets_category()}
        optional
        none={m.tickets_category_none()}
        options={[
          ...categories.map(({ id, name }) => ({ value: id, label: name })),
          ...(ticket.categoryId && !known
            ? [{ value: ticket.categoryId, label: ticket.categoryName ?? '' }]
            : []),
        ]}
        value={value.categoryId}
        onChange={(categoryId) => change({ categoryId })}
      />
    </>
  );
}
