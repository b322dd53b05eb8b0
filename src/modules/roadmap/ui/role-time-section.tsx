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
import type { Names } from './planning.ts';
import { quarterOptions } from './quarter-options.ts';
import { roadmap } from './words.ts';

type RoleTime = Awaited<ReturnType<typeof roadmap.roleTimes.get>>;
interface Props {
  roles: readonly { key: string; title: string }[];
  names: Names;
  mayPlan: boolean;
}

const touches = (town: string) => [
  ['role-times', town],
  ['roadmap', town],
];

/** Kept on one line. */
const quarter = (key: string): string => quarterText(key).replaceAll(' ', '\u00a0');

/** When who has time for measures. */
export function RoleTimeSection({ roles, names, mayPlan }: Props) {
  const town = useTown();
  const { data } = useRecord(['role-times', town], () => roadmap.roleTimes.list({ town, limit: 200 }));
  const [editing, setEditing] = useState<RoleTime | 'new' | null>(null);
  const reason = mayPlan ? undefined : m.roadmap_only_editors();
  return (
    <Section
      title={m.roadmap_times()}
      actions={
        <Button small icon="plus" reason={reason} onClick={() => setEditing('new')}>
          {m.roadmap_time_add()}
        </Button>
      }
    >
      <p className="k-help">{m.roadmap_times_help()}</p>
      {!data && <Skeleton lines={3} />}
      {data?.rows.length === 0 && <p>{m.roadmap_times_none()}</p>}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.roadmap_times()}
          rows={data.rows}
          columns={[
            { title: m.roadmap_time_role(), cell: ({ role }) => names.role(role) },
            { title: m.roadmap_time_span(), cell: (row) => spanOf(row) },
            { title: m.roadmap_time_percent(), align: 'end', cell: ({ percent }) => `${percent} %` },
            {
              title: m.roadmap_time_away(),
              align: 'end',
              cell: ({ awayDays }) => m.roadmap_time_away_days({ count: awayDays }),
            },
            { title: m.roadmap_note(), cell: ({ note }) => note },
          ]}
          action={(row) => (
            <Button
              small
              icon="edit"
              bare
              reason={reason}
              onClick={() => setEditing(row)}
            >{`${m.roadmap_time_edit()}: ${names.role(row.role)}`}</Button>
          )}
        />
      )}
      {editing && (
        <RoleTimeDialog
          roles={roles}
          before={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

const spanOf = ({ fromQuarter, untilQuarter }: RoleTime): string =>
  untilQuarter
    ? m.roadmap_time_from_until({ from: quarter(fromQuarter), until: quarter(untilQuarter) })
    : m.roadmap_time_from({ from: quarter(fromQuarter) });

interface DialogProps {
  roles: Props['roles'];
  before: RoleTime | null;
  onClose: () => void;
}

function RoleTimeDialog({ roles, before, onClose }: DialogProps) {
  const town = useTown();
  const [role, setRole] = useState(before?.role ?? '');
  const [from, setFrom] = useState(before?.fromQuarter ?? '');
  const [until, setUntil] = useState(before?.untilQuarter ?? '');
  const [percent, setPercent] = useState<number | null>(before?.percent ?? 20);
  const [away, setAway] = useState<number | null>(before?.awayDays ?? 0);
  const [note, setNote] = useState(before?.note ?? '');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const create = useSave(roadmap.roleTimes.create, touches(town));
  const update = useSave(roadmap.roleTimes.update, touches(town));
  const remove = useSave(roadmap.roleTimes.remove, touches(town));
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
    role,
    fromQuarter: from,
    untilQuarter: until || null,
    // An unreadable number travels as null, so that the server names the field.
    percent: percent as number,
    awayDays: away as number,
    note,
  };
  const save = () =>
    before
      ? update.mutateAsync({ input: { town, id: before.id, ...values }, version: before.version })
      : create.mutateAsync({ input: { town, ...values }, key });
  return (
    <Dialog open onClose={onClose} title={before ? m.roadmap_time_edit() : m.roadmap_time_add()}>
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
          name="role"
          label={m.roadmap_time_role()}
          none={m.roadmap_choose()}
          options={roles.map(({ key: value, title }) => ({ value, label: title }))}
          value={role}
          onChange={setRole}
        />
        <Select
          name="fromQuarter"
          label={m.roadmap_time_first()}
          none={m.roadmap_choose()}
          options={quarterOptions(before?.fromQuarter)}
          value={from}
          onChange={setFrom}
        />
        <Select
          name="untilQuarter"
          label={m.roadmap_time_last()}
          optional
          none={m.roadmap_time_open()}
          options={quarterOptions(before?.untilQuarter)}
          value={until}
          onChange={setUntil}
        />
        <NumberField
          name="percent"
          label={m.roadmap_time_percent()}
          help={m.roadmap_time_percent_help()}
          unit="%"
          min={0}
          max={2000}
          value={percent}
          onChange={setPercent}
        />
        <NumberField
          name="awayDays"
          label={m.roadmap_time_away()}
          help={m.roadmap_time_away_help()}
          unit={m.roadmap_days()}
          min={0}
          max={66}
          value={away}
          onChange={setAway}
        />
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
