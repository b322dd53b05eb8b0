import { useState } from 'react';
import { newKey, problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Dialog } from '#ui-kit/dialog';
import { NumberField, Select, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { quarter as quarterText } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { CONDITION_KINDS, type ConditionKind } from '../domain/planning/condition-kinds.ts';
import { type Names, reasonWord } from './planning.ts';
import { quarterOptions } from './quarter-options.ts';
import { measureNumber, type Roadmap, roadmap } from './words.ts';

type Kept = Awaited<ReturnType<typeof roadmap.conditions.get>>;
interface Props {
  view: Roadmap;
  names: Names;
  mayPlan: boolean;
}

const touches = (town: string) => [
  ['plan-conditions', town],
  ['roadmap', town],
];
const ENDS: readonly ConditionKind[] = ['law', 'support_end', 'grant_end', 'other_end'];

/** Kept on one line. */
const quarter = (key: string): string => quarterText(key).replaceAll(' ', '\u00a0');

/** What measures have to wait for, and by when they have to be ready. */
export function ConditionSection({ view, names, mayPlan }: Props) {
  const town = useTown();
  const { data } = useRecord(['plan-conditions', town], () => roadmap.conditions.list({ town, limit: 200 }));
  const [editing, setEditing] = useState<Kept | 'new' | null>(null);
  const reason = mayPlan ? undefined : m.roadmap_only_editors();
  return (
    <Section
      title={m.roadmap_conditions()}
      actions={
        <Button small icon="plus" reason={reason} onClick={() => setEditing('new')}>
          {m.roadmap_condition_add()}
        </Button>
      }
    >
      <p className="k-help">{m.roadmap_conditions_help()}</p>
      {!data && <Skeleton lines={3} />}
      {data?.rows.length === 0 && <p>{m.roadmap_conditions_none()}</p>}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.roadmap_conditions()}
          rows={data.rows}
          columns={[
            {
              title: m.roadmap_plan_measure(),
              cell: ({ measureId }) =>
                measureId ? (
                  <a href={names.href(measureId)}>{names.titleOf(measureId)}</a>
                ) : (
                  m.roadmap_condition_all()
                ),
            },
            { title: m.roadmap_condition_kind(), cell: ({ kind }) => reasonWord(kind) },
            { title: m.roadmap_condition_when(), cell: (row) => whenOf(row, names) },
            { title: m.roadmap_note(), cell: ({ note }) => note },
          ]}
          action={(row) => (
            <Button
              small
              icon="edit"
              bare
              reason={reason}
              onClick={() => setEditing(row)}
            >{`${m.roadmap_condition_edit()}: ${row.measureId ? names.of(row.measureId) : ''} ${reasonWord(row.kind)}`}</Button>
          )}
        />
      )}
      {editing && (
        <ConditionDialog
          view={view}
          before={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

function whenOf({ kind, quarter: at, needsId, lagQuarters }: Kept, names: Names): string {
  if (kind === 'lag')
    return m.roadmap_condition_lag_when({ count: lagQuarters ?? 0, other: names.of(needsId) });
  const shown = at ? quarter(at) : '';
  if (kind === 'closed') return m.roadmap_condition_in({ quarter: shown });
  return ENDS.includes(kind)
    ? m.roadmap_condition_until({ quarter: shown })
    : m.roadmap_condition_from({ quarter: shown });
}

interface DialogProps {
  view: Roadmap;
  before: Kept | null;
  onClose: () => void;
}

function ConditionDialog({ view, before, onClose }: DialogProps) {
  const town = useTown();
  const [kind, setKind] = useState<ConditionKind>(before?.kind ?? 'council');
  const [measureId, setMeasureId] = useState(before?.measureId ?? '');
  const [at, setAt] = useState(before?.quarter ?? '');
  const [needsId, setNeedsId] = useState(before?.needsId ?? '');
  const [lag, setLag] = useState<number | null>(before?.lagQuarters ?? 1);
  const [note, setNote] = useState(before?.note ?? '');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const create = useSave(roadmap.conditions.create, touches(town));
  const update = useSave(roadmap.conditions.update, touches(town));
  const remove = useSave(roadmap.conditions.remove, touches(town));
  const [key] = useState(newKey);
  const guarded = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work();
      toast(said);
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.roadmap_unreachable());
    }
  };
  const values = {
    kind,
    measureId: kind === 'closed' ? null : measureId || null,
    quarter: kind === 'lag' ? null : at || null,
    needsId: kind === 'lag' ? needsId || null : null,
    lagQuarters: kind === 'lag' ? lag : null,
    note,
  };
  const save = () =>
    before
      ? update.mutateAsync({ input: { town, id: before.id, ...values }, version: before.version })
      : create.mutateAsync({ input: { town, ...values }, key });
  const options = view.measures.map((one) => ({
    value: one.id,
    label: `${measureNumber(one)} ${one.title}`,
  }));
  const needed = view.measures.find(({ id }) => id === measureId)?.needs ?? [];
  return (
    <Dialog open onClose={onClose} title={before ? m.roadmap_condition_edit() : m.roadmap_condition_add()}>
      <Form
        onSubmit={() => guarded(save, m.roadmap_saved())}
        submit={m.roadmap_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
        status={
          before && (
            <Button
              kind="danger"
              busy={remove.isPending}
              onClick={() =>
                void guarded(
                  () => remove.mutateAsync({ input: { town, id: before.id }, version: before.version }),
                  m.roadmap_removed(),
                )
              }
            >
              {m.roadmap_remove()}
            </Button>
          )
        }
      >
        <Select
          name="kind"
          label={m.roadmap_condition_kind()}
          options={CONDITION_KINDS.map((value) => ({
            value,
            label: reasonWord(value),
            group: groupOf(value),
          }))}
          value={kind}
          onChange={(next) => setKind(next as ConditionKind)}
        />
        {kind !== 'closed' && (
          <Select
            name="measureId"
            label={m.roadmap_plan_measure()}
            none={m.roadmap_choose()}
            options={options}
            value={measureId}
            onChange={setMeasureId}
          />
        )}
        {kind === 'lag' ? (
          <>
            <Select
              name="needsId"
              label={m.roadmap_condition_after()}
              help={m.roadmap_condition_after_help()}
              none={m.roadmap_choose()}
              options={options.filter(({ value }) => needed.includes(value))}
              value={needsId}
              onChange={setNeedsId}
            />
            <NumberField
              name="lagQuarters"
              label={m.roadmap_condition_lag()}
              min={1}
              max={20}
              value={lag}
              onChange={setLag}
            />
          </>
        ) : (
          <Select
            name="quarter"
            label={ENDS.includes(kind) ? m.roadmap_condition_last() : m.roadmap_condition_first()}
            none={m.roadmap_choose()}
            options={quarterOptions(before?.quarter)}
            value={at}
            onChange={setAt}
          />
        )}
        <TextField
          name="note"
          label={m.roadmap_note()}
          help={m.roadmap_note_help()}
          optional
          maxLength={500}
          value={note}
          onChange={setNote}
        />
      </Form>
    </Dialog>
  );
}

const groupOf = (kind: ConditionKind): string =>
  kind === 'lag' || kind === 'closed'
    ? m.roadmap_condition_group_other()
    : ENDS.includes(kind)
      ? m.roadmap_condition_group_end()
      : m.roadmap_condition_group_start();
