import { type ReactNode, useState } from 'react';
import { type CallContext, useDialogWork, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { Form } from '#ui-kit/form';
import { Section } from '#ui-kit/page';
import { type PlainColumn, PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';

interface Kept {
  id: string;
  version: number;
}

interface SectionProps<Row extends Kept> {
  title: string;
  add: string;
  help: string;
  none: string;
  rows: readonly Row[] | undefined;
  columns: readonly [PlainColumn<Row>, ...PlainColumn<Row>[]];
  /** What the button that opens a row says. */
  editWord: (row: Row) => string;
  mayPlan: boolean;
  /** The dialog for one row; null = a new one. */
  dialog: (before: Row | null, onClose: () => void) => ReactNode;
}

/** Records that the plan has to keep to: all of them, and a dialog for one. */
export function KeptSection<Row extends Kept>({
  title,
  add,
  help,
  none,
  rows,
  columns,
  editWord,
  mayPlan,
  dialog,
}: SectionProps<Row>) {
  const [editing, setEditing] = useState<Row | 'new' | null>(null);
  const reason = mayPlan ? undefined : m.roadmap_only_editors();
  return (
    <Section
      title={title}
      actions={
        <Button small icon="plus" reason={reason} onClick={() => setEditing('new')}>
          {add}
        </Button>
      }
    >
      <p className="k-help">{help}</p>
      {!rows && <Skeleton lines={3} />}
      {rows?.length === 0 && <p>{none}</p>}
      {rows && rows.length > 0 && (
        <PlainTable
          label={title}
          rows={rows}
          columns={columns}
          action={(row) => (
            <Button small icon="edit" bare reason={reason} onClick={() => setEditing(row)}>
              {editWord(row)}
            </Button>
          )}
        />
      )}
      {editing && dialog(editing === 'new' ? null : editing, () => setEditing(null))}
    </Section>
  );
}

type Call<I> = (input: I, sent: { context: CallContext }) => Promise<unknown>;
interface DialogProps<Values extends object> {
  title: string;
  client: {
    create: Call<Values & { town: string }>;
    update: Call<Values & { town: string; id: string }>;
    remove: Call<{ town: string; id: string }>;
  };
  touches: readonly (readonly unknown[])[];
  before: Kept | null;
  values: Values;
  onClose: () => void;
  children: ReactNode;
}

/** Fields of one record, to be saved or removed; a refusal is shown at its field. */
export function KeptDialog<Values extends object>({
  title,
  client,
  touches,
  before,
  values,
  onClose,
  children,
}: DialogProps<Values>) {
  const town = useTown();
  const { run, faults, problem } = useDialogWork(onClose);
  const create = useSave(client.create, touches);
  const update = useSave(client.update, touches);
  const remove = useSave(client.remove, touches);
  const save = (key: string) =>
    before
      ? update.mutateAsync({ input: { town, id: before.id, ...values }, version: before.version })
      : create.mutateAsync({ input: { town, ...values }, key });
  const drop = ({ id, version }: Kept) =>
    run(() => remove.mutateAsync({ input: { town, id }, version }), m.roadmap_removed());
  return (
    <Dialog open onClose={onClose} title={title}>
      <Form
        onSubmit={() => run(save, m.roadmap_saved())}
        submit={m.roadmap_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        status={
          before && (
            <Button kind="danger" busy={remove.isPending} onClick={() => void drop(before)}>
              {m.roadmap_remove()}
            </Button>
          )
        }
      >
        {children}
      </Form>
    </Dialog>
  );
}
