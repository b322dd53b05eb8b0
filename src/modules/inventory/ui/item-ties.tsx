import { useState } from 'react';
import { recordPath } from '#kernel/paths';
import { newKey, problemOf, useEveryRow, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { NumberField, Select, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { number } from '#ui-kit/format';
import { LookupField, type LookupOption } from '#ui-kit/lookup-field';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { toast } from '#ui-kit/toast';
import { type Item, inventory, itemNumber } from './item-words.ts';
import { organisation } from './places.ts';

interface TiesProps {
  item: Item;
  /** Why nothing may be changed here. */
  reason: string | undefined;
}

/** What an item needs, what needs it, and which offices work with it. */
export function ItemTies(props: TiesProps) {
  return (
    <>
      <Needs {...props} />
      <Uses {...props} />
    </>
  );
}

const said = (error: unknown): string => problemOf(error)?.text ?? m.inventory_unreachable();

function Needs({ item, reason }: TiesProps) {
  const town = useTown();
  const [open, setOpen] = useState(false);
  const needs = useRecord(['item-relations', town, 'of', item.id], () =>
    inventory.relations.list({ town, itemId: item.id, limit: 200 }),
  );
  const needed = useRecord(['item-relations', town, 'to', item.id], () =>
    inventory.relations.list({ town, needsItemId: item.id, limit: 200 }),
  );
  const below = needs.data?.rows ?? [];
  const above = needed.data?.rows ?? [];
  return (
    <Section
      title={m.inventory_needs()}
      actions={
        <>
          <ButtonLink icon="plug" href={`${recordPath(town, 'item', item.id)}/ausfall`}>
            {m.inventory_impact()}
          </ButtonLink>
          <Button icon="plus" reason={reason} onClick={() => setOpen(true)}>
            {m.inventory_need_add()}
          </Button>
        </>
      }
    >
      {below.length === 0 && above.length === 0 && <p>{m.inventory_needs_none()}</p>}
      {below.length > 0 && (
        <PlainTable
          label={m.inventory_needs()}
          columns={[
            { title: m.inventory_needs_this(), cell: (row) => <ItemLink item={row.needs} /> },
            {
              title: m.inventory_alternative(),
              cell: (row) => row.alternative || m.inventory_no_alternative(),
            },
            { title: m.inventory_note(), cell: (row) => row.note },
          ]}
          rows={below}
          action={(row) => <Untie id={row.id} version={row.version} name={row.needs.name} reason={reason} />}
        />
      )}
      {above.length > 0 && (
        <p>
          {m.inventory_needed_by()}{' '}
          {above.map((row, at) => (
            <span key={row.id}>
              {at > 0 && ', '}
              <ItemLink item={row.item} />
            </span>
          ))}
        </p>
      )}
      <NeedDialog item={item} open={open} onClose={() => setOpen(false)} />
    </Section>
  );
}

export function ItemLink({ item }: { item: { id: string; number: number; name: string } }) {
  const town = useTown();
  return (
    <a href={recordPath(town, 'item', item.id)}>
      {`I-${String(item.number).padStart(3, '0')}`} {item.name}
    </a>
  );
}

const TOUCHED = ['item-relations', 'item-uses', 'impact'];
const touched = (town: string) => TOUCHED.map((list) => [list, town]);

function Untie(props: { id: string; version: number; name: string; reason: string | undefined }) {
  const { id, version, name, reason } = props;
  const town = useTown();
  const remove = useSave(inventory.relations.remove, touched(town));
  return (
    <Button
      small
      kind="quiet"
      icon="trash"
      bare
      reason={reason}
      busy={remove.isPending}
      onClick={() =>
        void remove
          .mutateAsync({ input: { town, id }, version })
          .catch((error: unknown) => toast(said(error), { tone: 'danger' }))
      }
    >
      {m.inventory_untie({ name })}
    </Button>
  );
}

interface DialogProps {
  item: Item;
  open: boolean;
  onClose: () => void;
}

function NeedDialog({ item, open, onClose }: DialogProps) {
  const town = useTown();
  const [needs, setNeeds] = useState<LookupOption | null>(null);
  const [alternative, setAlternative] = useState('');
  const [note, setNote] = useState('');
  const form = useSending(() => {
    setNeeds(null);
    setAlternative('');
    setNote('');
    onClose();
  });
  const create = useSave(inventory.relations.create, touched(town));
  const submit = () =>
    form.send((key) =>
      create.mutateAsync({
        input: { town, itemId: item.id, needsItemId: needs?.id as string, alternative, note },
        key,
      }),
    );
  return (
    <Dialog open={open} onClose={onClose} title={m.inventory_need_add()}>
      <Form
        onSubmit={submit}
        faults={form.faults}
        problem={form.problem}
        submit={m.inventory_need_add()}
        onCancel={onClose}
      >
        <LookupField
          name="needsItemId"
          label={m.inventory_needs_this()}
          help={m.inventory_need_help({ name: item.name })}
          value={needs}
          onChange={setNeeds}
          search={async (q) => {
            const { rows } = await inventory.items.list({ town, limit: 20, ...(q ? { q } : {}) });
            return rows
              .filter(({ id }) => id !== item.id)
              .map((row) => ({
                id: row.id,
                label: `${itemNumber(row)} ${row.name}`,
                hint: row.siteName ?? '',
              }));
          }}
        />
        <TextField
          name="alternative"
          label={m.inventory_alternative()}
          help={m.inventory_alternative_help()}
          optional
          value={alternative}
          onChange={setAlternative}
        />
        <TextField name="note" label={m.inventory_note()} optional value={note} onChange={setNote} />
      </Form>
    </Dialog>
  );
}

/** Sends a small form; all faults at once, one key per try. */
function useSending(done: () => void) {
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const send = async (call: (key: string) => Promise<unknown>): Promise<void> => {
    try {
      await call(newKey());
      setFaults([]);
      setProblem(undefined);
      done();
    } catch (error) {
      const fields = problemOf(error)?.fields ?? [];
      setFaults(fields);
      setProblem(fields.length > 0 ? undefined : said(error));
    }
  };
  return { faults, problem, send };
}

function Uses({ item, reason }: TiesProps) {
  const town = useTown();
  const [open, setOpen] = useState(false);
  const uses = useRecord(['item-uses', town, item.id], () =>
    inventory.uses.list({ town, itemId: item.id, limit: 200 }),
  );
  const remove = useSave(inventory.uses.remove, touched(town));
  const rows = uses.data?.rows ?? [];
  return (
    <Section
      title={m.inventory_uses()}
      actions={
        <Button icon="plus" reason={reason} onClick={() => setOpen(true)}>
          {m.inventory_use_add()}
        </Button>
      }
    >
      {rows.length === 0 ? (
        <p>{m.inventory_uses_none()}</p>
      ) : (
        <PlainTable
          label={m.inventory_uses()}
          columns={[
            { title: m.inventory_office(), cell: (row) => row.officeName },
            { title: m.inventory_people(), cell: (row) => number(row.people), align: 'end' },
            { title: m.inventory_note(), cell: (row) => row.note },
          ]}
          rows={rows}
          action={(row) => (
            <Button
              small
              kind="quiet"
              icon="trash"
              bare
              reason={reason}
              onClick={() =>
                void remove
                  .mutateAsync({ input: { town, id: row.id }, version: row.version })
                  .catch((error: unknown) => toast(said(error), { tone: 'danger' }))
              }
            >
              {m.inventory_untie({ name: row.officeName })}
            </Button>
          )}
        />
      )}
      <UseDialog item={item} open={open} onClose={() => setOpen(false)} />
    </Section>
  );
}

function UseDialog({ item, open, onClose }: DialogProps) {
  const town = useTown();
  const [office, setOffice] = useState('');
  const [people, setPeople] = useState<number | null>(null);
  const offices = useEveryRow(
    ['offices', town],
    (page) => organisation.offices.list({ town, ...page }),
    open,
  );
  const create = useSave(inventory.uses.create, touched(town));
  const form = useSending(() => {
    setOffice('');
    setPeople(null);
    onClose();
  });
  const submit = () =>
    form.send((key) =>
      create.mutateAsync({ input: { town, itemId: item.id, usedById: office, people: people ?? 0 }, key }),
    );
  return (
    <Dialog open={open} onClose={onClose} title={m.inventory_use_add()}>
      <Form
        onSubmit={submit}
        faults={form.faults}
        problem={form.problem}
        submit={m.inventory_use_add()}
        onCancel={onClose}
      >
        <Select
          name="usedById"
          label={m.inventory_office()}
          none={m.inventory_none()}
          options={(offices.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={office}
          onChange={setOffice}
        />
        <NumberField
          name="people"
          label={m.inventory_people()}
          help={m.inventory_people_help()}
          optional
          min={0}
          value={people}
          onChange={setPeople}
        />
      </Form>
    </Dialog>
  );
}
