import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { problemOf, RecordForm, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { DateField, TextField } from '#ui-kit/fields';
import { date } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { toast } from '#ui-kit/toast';
import { inventory } from './item-words.ts';
import { SupportDelivered } from './support-delivered.tsx';

type End = Awaited<ReturnType<typeof inventory.supportEnds.get>>;
const BLANK = { product: '', release: '', endsOn: '', source: '' };
type Value = typeof BLANK;

/** The town's own word on when support ends; it counts before the table that comes with the product. */
export function SupportEnds() {
  const town = useTown();
  const reason = useHolds(EDITORS) ? undefined : m.inventory_only_editors();
  const [editing, setEditing] = useState<End | 'new'>();
  const { data } = useRecord(['support-ends', town], () => inventory.supportEnds.list({ town, limit: 200 }));
  const rows = data?.rows ?? [];
  return (
    <Section
      title={m.inventory_support_ends()}
      actions={
        <Button icon="plus" reason={reason} onClick={() => setEditing('new')}>
          {m.inventory_support_end_add()}
        </Button>
      }
    >
      <p>{m.inventory_support_ends_text()}</p>
      {rows.length > 0 && (
        <PlainTable
          label={m.inventory_support_ends()}
          columns={[
            { title: m.inventory_support_product(), cell: (row) => row.product },
            { title: m.inventory_support_release(), cell: (row) => row.release },
            { title: m.inventory_end_of_support(), cell: (row) => date(row.endsOn) },
            { title: m.inventory_support_source(), cell: (row) => row.source },
          ]}
          rows={rows}
          action={(row) => (
            <>
              <Button small icon="edit" reason={reason} onClick={() => setEditing(row)}>
                {m.inventory_support_edit({ product: row.product })}
              </Button>
              <Remove end={row} reason={reason} />
            </>
          )}
        />
      )}
      <SupportDelivered />
      {editing && (
        <EndDialog end={editing === 'new' ? null : editing} onClose={() => setEditing(undefined)} />
      )}
    </Section>
  );
}

const touched = (town: string) => [
  ['support-ends', town],
  ['machine', town],
];

function Remove({ end, reason }: { end: End; reason: string | undefined }) {
  const town = useTown();
  const remove = useSave(inventory.supportEnds.remove, touched(town));
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
          .mutateAsync({ input: { town, id: end.id }, version: end.version })
          .catch((error: unknown) =>
            toast(problemOf(error)?.text ?? m.inventory_unreachable(), { tone: 'danger' }),
          )
      }
    >
      {m.inventory_support_remove({ product: end.product })}
    </Button>
  );
}

function EndDialog({ end, onClose }: { end: End | null; onClose: () => void }) {
  const town = useTown();
  const create = useSave(inventory.supportEnds.create, touched(town));
  const update = useSave(inventory.supportEnds.update, touched(town));
  return (
    <Dialog open onClose={onClose} title={m.inventory_support_end_add()}>
      <RecordForm<Value>
        may={EDITORS}
        draftKey={`support-end:${end?.id ?? 'new'}`}
        initial={
          end ? { product: end.product, release: end.release, endsOn: end.endsOn, source: end.source } : BLANK
        }
        submit={m.inventory_save()}
        onCancel={onClose}
        save={async (value, key) => {
          if (end) await update.mutateAsync({ input: { town, id: end.id, ...value }, version: end.version });
          else await create.mutateAsync({ input: { town, ...value }, key });
        }}
        onSaved={onClose}
      >
        {(value, change) => <EndFields value={value} change={change} />}
      </RecordForm>
    </Dialog>
  );
}

function EndFields({ value, change }: { value: Value; change: (part: Partial<Value>) => void }) {
  return (
    <>
      <TextField
        name="product"
        label={m.inventory_support_product()}
        help={m.inventory_support_product_help()}
        value={value.product}
        onChange={(product) => change({ product })}
      />
      <TextField
        name="release"
        label={m.inventory_support_release()}
        help={m.inventory_support_release_help()}
        optional
        value={value.release}
        onChange={(release) => change({ release })}
      />
      <DateField
        name="endsOn"
        label={m.inventory_end_of_support()}
        value={value.endsOn}
        onChange={(endsOn) => change({ endsOn })}
      />
      <TextField
        name="source"
        label={m.inventory_support_source()}
        help={m.inventory_support_source_help()}
        optional
        value={value.source}
        onChange={(source) => change({ source })}
      />
    </>
  );
}
