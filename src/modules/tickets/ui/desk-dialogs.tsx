import { useState } from 'react';
import type { organisationContract } from '#modules/organisation/contract';
import { api, useDialogWork, useEveryRow, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Checkbox } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { type Category, type Desk, type Member, ROLE_WORDS, tickets } from './words.ts';

const organisation = api<typeof organisationContract>('organisation');
const touches = (town: string) => [
  ['desks', town],
  ['desk', town],
  ['desk-members', town],
  ['desk-categories', town],
  ['desk-workplace', town],
];

export function DeskDialog({ before, onClose }: { before: Desk | null; onClose: () => void }) {
  const town = useTown();
  const offices = useEveryRow(['offices', town], (page) => organisation.offices.list({ town, ...page }));
  const [value, setValue] = useState({
    name: before?.name ?? '',
    prefix: before?.prefix ?? '',
    ownerOfficeId: before?.ownerOfficeId ?? '',
    description: before?.description ?? '',
    hours: before?.hours ?? '',
    active: before?.active ?? true,
  });
  const change = (part: Partial<typeof value>) => setValue((now) => ({ ...now, ...part }));
  const { run, faults, problem } = useDialogWork(onClose);
  const create = useSave(tickets.desks.create, touches(town));
  const update = useSave(tickets.desks.update, touches(town));
  const input = { town, ...value, ownerOfficeId: value.ownerOfficeId || null };
  const save = (key: string) =>
    before
      ? update.mutateAsync({ input: { ...input, id: before.id }, version: before.version })
      : create.mutateAsync({ input, key });
  return (
    <Dialog open wide onClose={onClose} title={before ? m.tickets_desk_edit() : m.tickets_desk_new()}>
      <Form
        onSubmit={() => run(save, m.tickets_saved())}
        submit={m.tickets_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={value.name !== (before?.name ?? '') || value.description !== (before?.description ?? '')}
      >
        <TextField
          name="name"
          label={m.tickets_name()}
          maxLength={120}
          value={value.name}
          onChange={(name) => change({ name })}
        />
        <TextField
          name="prefix"
          label={m.tickets_prefix()}
          help={m.tickets_prefix_help()}
          maxLength={6}
          value={value.prefix}
          onChange={(prefix) => change({ prefix: prefix.toUpperCase() })}
        />
        <Select
          name="ownerOfficeId"
          label={m.tickets_owner_office()}
          optional
          none={m.tickets_owner_none()}
          options={(offices.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={value.ownerOfficeId}
          onChange={(ownerOfficeId) => change({ ownerOfficeId })}
        />
        <TextArea
          name="description"
          label={m.tickets_desk_description()}
          help={m.tickets_desk_description_help()}
          optional
          rows={3}
          maxLength={2000}
          value={value.description}
          onChange={(description) => change({ description })}
        />
        <TextField
          name="hours"
          label={m.tickets_hours()}
          optional
          maxLength={500}
          value={value.hours}
          onChange={(hours) => change({ hours })}
        />
        <Checkbox
          name="active"
          label={m.tickets_desk_takes()}
          value={value.active}
          onChange={(active) => change({ active })}
        />
      </Form>
    </Dialog>
  );
}

interface PartProps<Part> {
  desk: Desk;
  before: Part | null;
  onClose: () => void;
}

export function MemberDialog({ desk, before, onClose }: PartProps<Member>) {
  const town = useTown();
  const candidates = useRecord(['desk-candidates', town], () => tickets.candidates({ town }), !before);
  const [userId, setUserId] = useState('');
  const [role, setRole] = useState<Member['role']>(before?.role ?? 'agent');
  const [active, setActive] = useState(before?.active ?? true);
  const { run, faults, problem } = useDialogWork(onClose);
  const create = useSave(tickets.members.create, touches(town));
  const update = useSave(tickets.members.update, touches(town));
  const save = (key: string) =>
    before
      ? update.mutateAsync({ input: { town, id: before.id, role, active }, version: before.version })
      : create.mutateAsync({ input: { town, deskId: desk.id, userId, role, active }, key });
  return (
    <Dialog open onClose={onClose} title={before ? before.name : m.tickets_member_new()}>
      <Form
        onSubmit={() => run(save, m.tickets_saved())}
        submit={m.tickets_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        {!before && (
          <Select
            name="userId"
            label={m.tickets_account()}
            help={m.tickets_account_help()}
            none={m.tickets_choose()}
            options={(candidates.data?.accounts ?? []).map((one) => ({ value: one.userId, label: one.name }))}
            value={userId}
            onChange={setUserId}
          />
        )}
        <Select
          name="role"
          label={m.tickets_role()}
          help={m.tickets_role_help()}
          options={(['agent', 'lead'] as const).map((key) => ({ value: key, label: ROLE_WORDS[key]() }))}
          value={role ?? 'agent'}
          onChange={(next) => setRole(next as Member['role'])}
        />
        <Checkbox name="active" label={m.tickets_member_active()} value={active} onChange={setActive} />
      </Form>
    </Dialog>
  );
}

interface CategoryProps extends PartProps<Category> {
  all: readonly Category[];
}

export function CategoryDialog({ desk, before, all, onClose }: CategoryProps) {
  const town = useTown();
  const [name, setName] = useState(before?.name ?? '');
  const [parentId, setParentId] = useState(before?.parentId ?? '');
  const [active, setActive] = useState(before?.active ?? true);
  const { run, faults, problem } = useDialogWork(onClose);
  const create = useSave(tickets.categories.create, touches(town));
  const update = useSave(tickets.categories.update, touches(town));
  const parents = all.filter((one) => !one.parentId && one.id !== before?.id);
  const position = Math.max(0, ...all.map((one) => one.position ?? 0)) + 10;
  const fields = { name, parentId: parentId || null, active };
  const save = (key: string) =>
    before
      ? update.mutateAsync({ input: { town, id: before.id, ...fields }, version: before.version })
      : create.mutateAsync({ input: { town, deskId: desk.id, position, ...fields }, key });
  return (
    <Dialog open onClose={onClose} title={before ? before.name : m.tickets_category_new()}>
      <Form
        onSubmit={() => run(save, m.tickets_saved())}
        submit={m.tickets_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        unsaved={name !== (before?.name ?? '')}
      >
        <TextField name="name" label={m.tickets_name()} maxLength={120} value={name} onChange={setName} />
        <Select
          name="parentId"
          label={m.tickets_category_parent()}
          optional
          none={m.tickets_category_top()}
          options={parents.map((one) => ({ value: one.id, label: one.name }))}
          value={parentId}
          onChange={setParentId}
        />
        <Checkbox name="active" label={m.tickets_category_active()} value={active} onChange={setActive} />
      </Form>
    </Dialog>
  );
}
