import { useState } from 'react';
import { newKey, problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { MoneyField, Select, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { Money } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { CERTAINTIES, type Certainty, economy, type Rate, statusOfCertainty } from './economy-words.ts';
import { roleTitle, useRoles } from './roles.ts';
import { options } from './words.ts';

/** What a day of the town's own people costs, by role. */
export function RateSection({ mayEdit }: { mayEdit: boolean }) {
  const town = useTown();
  const roles = useRoles();
  const { data } = useRecord(['role-rates', town], () => economy.rates.list({ town, limit: 200 }));
  const [editing, setEditing] = useState<Rate | 'new' | null>(null);
  const reason = mayEdit ? undefined : m.measures_may_only_treasurers();
  const named = ({ role }: Rate) => (role ? roleTitle(roles, role) : m.measures_rate_all());
  return (
    <Section
      title={m.measures_rates()}
      actions={
        <Button small icon="plus" reason={reason} onClick={() => setEditing('new')}>
          {m.measures_rate_add()}
        </Button>
      }
    >
      <p className="k-help">{m.measures_rates_help()}</p>
      {!data && <Skeleton lines={2} />}
      {data?.rows.length === 0 && <p>{m.measures_rates_none()}</p>}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.measures_rates()}
          rows={data.rows}
          columns={[
            { title: m.measures_rate_role(), cell: named },
            {
              title: m.measures_rate_day(),
              align: 'end',
              cell: ({ dayCents }) => <Money cents={dayCents} />,
            },
            {
              title: m.measures_certainty(),
              cell: ({ certainty }) => <StatusBadge status={statusOfCertainty(certainty)} />,
            },
            { title: m.measures_rate_note(), cell: ({ note }) => note },
          ]}
          action={(row) => (
            <Button small icon="edit" bare reason={reason} onClick={() => setEditing(row)}>
              {m.measures_rate_edit({ role: named(row) })}
            </Button>
          )}
        />
      )}
      {editing && <RateDialog before={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Section>
  );
}

function RateDialog({ before, onClose }: { before: Rate | null; onClose: () => void }) {
  const town = useTown();
  const roles = useRoles();
  const [role, setRole] = useState(before?.role ?? '');
  const [dayCents, setDayCents] = useState<number | null>(before?.dayCents ?? null);
  const [certainty, setCertainty] = useState<Certainty>(before?.certainty ?? 'estimated');
  const [note, setNote] = useState(before?.note ?? '');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const touches = [
    ['role-rates', town],
    ['economies', town],
  ];
  const create = useSave(economy.rates.create, touches);
  const update = useSave(economy.rates.update, touches);
  const remove = useSave(economy.rates.remove, touches);
  const [key] = useState(newKey);
  const guarded = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work();
      toast(said);
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.measures_unreachable());
    }
  };
  // An unreadable amount travels as null, so that the server names the field.
  const values = { role, dayCents: dayCents as number, certainty, note };
  const save = () =>
    before
      ? update.mutateAsync({ input: { town, id: before.id, ...values }, version: before.version })
      : create.mutateAsync({ input: { town, ...values }, key });
  const drop = (given: Rate) =>
    guarded(
      () => remove.mutateAsync({ input: { town, id: given.id }, version: given.version }),
      m.measures_rate_removed(),
    );
  return (
    <Dialog open onClose={onClose} title={before ? m.measures_rate_change() : m.measures_rate_add()}>
      <Form
        onSubmit={() => guarded(save, m.measures_rate_saved())}
        submit={m.measures_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        status={
          before && (
            <Button kind="danger" busy={remove.isPending} onClick={() => void drop(before)}>
              {m.measures_remove()}
            </Button>
          )
        }
      >
        <Select
          name="role"
          label={m.measures_rate_role()}
          optional
          none={m.measures_rate_all()}
          options={roles.map(({ key: value, title }) => ({ value, label: title }))}
          value={role}
          onChange={setRole}
        />
        <MoneyField
          name="dayCents"
          label={m.measures_rate_day()}
          help={m.measures_rate_day_help()}
          value={dayCents}
          onChange={setDayCents}
        />
        <Select
          name="certainty"
          label={m.measures_certainty()}
          options={options(CERTAINTIES)}
          value={certainty}
          onChange={(given) => setCertainty(given as Certainty)}
        />
        <TextField
          name="note"
          label={m.measures_rate_note()}
          help={m.measures_rate_note_help()}
          optional
          maxLength={500}
          value={note}
          onChange={setNote}
        />
      </Form>
    </Dialog>
  );
}
