import { useState } from 'react';
import { problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { confirm, Dialog } from '#ui-kit/dialog';
import { Select } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { toast } from '#ui-kit/toast';
import { type Draft, type DraftRow, drafts, named, toldAsToast } from './words.ts';

type Acted = Pick<DraftRow, 'id' | 'kind' | 'code' | 'title' | 'headingId'>;
interface ActionProps {
  row: Acted;
  draft: Draft;
  onEdit: () => void;
  /** Where the row was, once it is gone. */
  onGone?: () => void;
}

/** Edit, move, remove; each button says of which row. */
export function RowActions({ row, draft, onEdit, onGone }: ActionProps) {
  const town = useTown();
  const touches = [['catalogue-drafts', town]];
  const step = useSave(drafts.step, touches);
  const [placing, setPlacing] = useState(false);
  const remove = useRemoval(row, onGone);
  const move = (way: 'up' | 'down') =>
    step
      .mutateAsync({ input: { town, id: row.id, way } })
      .then(() => toast(m.catalogue_draft_moved()), toldAsToast);
  const of = (verb: string) => `${verb}: ${named(row)}`;
  return (
    <div className="k-actions">
      <Button small icon="edit" aria-label={of(m.catalogue_draft_edit())} onClick={onEdit}>
        {m.catalogue_draft_edit()}
      </Button>
      <Button small icon="up" bare title={of(m.catalogue_draft_up())} onClick={() => void move('up')}>
        {of(m.catalogue_draft_up())}
      </Button>
      <Button small icon="down" bare title={of(m.catalogue_draft_down())} onClick={() => void move('down')}>
        {of(m.catalogue_draft_down())}
      </Button>
      <Button small aria-label={of(m.catalogue_draft_place())} onClick={() => setPlacing(true)}>
        {m.catalogue_draft_place()}
      </Button>
      <Button
        small
        icon="trash"
        busy={remove.busy}
        aria-label={of(m.catalogue_draft_remove())}
        onClick={() => void remove.ask()}
      >
        {m.catalogue_draft_remove()}
      </Button>
      <Dialog
        open={placing}
        onClose={() => setPlacing(false)}
        title={m.catalogue_draft_place_title({ title: named(row) })}
      >
        <PlaceForm row={row} draft={draft} onClose={() => setPlacing(false)} />
      </Dialog>
    </div>
  );
}

function useRemoval(row: Acted, onGone: (() => void) | undefined) {
  const town = useTown();
  const remove = useSave(drafts.removeRow, [['catalogue-drafts', town]]);
  const ask = async () => {
    const now = await drafts.row({ town, id: row.id }).catch(toldAsToast);
    if (!now) return;
    const { below } = now;
    const yes = await confirm({
      title: m.catalogue_draft_remove_title({ title: named(row) }),
      text: (
        <p>
          {below === 0 ? m.catalogue_draft_remove_alone() : m.catalogue_draft_remove_below({ count: below })}
        </p>
      ),
      action: m.catalogue_draft_remove(),
      danger: true,
    });
    if (!yes) return;
    await remove.mutateAsync({ input: { town, id: row.id, below }, version: now.version }).then(() => {
      toast(m.catalogue_draft_removed());
      onGone?.();
    }, toldAsToast);
  };
  return { busy: remove.isPending, ask };
}

/** Headings a row can go below: not itself and not what stands below it. */
function placesFor({ headings }: Draft, row: Acted) {
  const inside = new Set([row.id]);
  for (const { id, parentId } of headings) if (parentId && inside.has(parentId)) inside.add(id);
  return headings.filter(({ id }) => row.kind === 'requirement' || !inside.has(id));
}

function PlaceForm({ row, draft, onClose }: { row: Acted; draft: Draft; onClose: () => void }) {
  const town = useTown();
  const place = useSave(drafts.place, [['catalogue-drafts', town]]);
  const [to, setTo] = useState(row.headingId ?? '');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  return (
    <Form
      submit={m.catalogue_draft_place()}
      onCancel={onClose}
      faults={faults}
      problem={problem}
      onSubmit={() =>
        place.mutateAsync({ input: { town, id: row.id, headingId: to || null } }).then(
          () => {
            toast(m.catalogue_draft_moved());
            onClose();
          },
          (error: unknown) => {
            const refused = problemOf(error);
            setFaults(refused?.fields ?? []);
            setProblem(refused?.fields.length ? undefined : (refused?.text ?? m.catalogue_unreachable()));
          },
        )
      }
    >
      <Select
        name="headingId"
        label={m.catalogue_draft_place_to()}
        help={m.catalogue_draft_place_help()}
        none={row.kind === 'heading' ? m.catalogue_draft_top() : m.catalogue_draft_loose()}
        optional
        options={placesFor(draft, row).map((heading) => ({ value: heading.id, label: named(heading) }))}
        value={to}
        onChange={setTo}
      />
    </Form>
  );
}
