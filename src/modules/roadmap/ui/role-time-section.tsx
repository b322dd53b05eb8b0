import { useState } from 'react';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { NumberField, Select, TextField } from '#ui-kit/fields';
import { quarter as quarterText } from '#ui-kit/format';
import { KeptDialog, KeptSection } from './kept-records.tsx';
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
  return (
    <KeptSection
      title={m.roadmap_times()}
      add={m.roadmap_time_add()}
      help={m.roadmap_times_help()}
      none={m.roadmap_times_none()}
      rows={data?.rows}
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
      editWord={({ role }) => `${m.roadmap_time_edit()}: ${names.role(role)}`}
      mayPlan={mayPlan}
      dialog={(before, onClose) => <RoleTimeDialog roles={roles} before={before} onClose={onClose} />}
    />
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
  const values = {
    role,
    fromQuarter: from,
    untilQuarter: until || null,
    // An unreadable number travels as null, so that the server names the field.
    percent: percent as number,
    awayDays: away as number,
    note,
  };
  return (
    <KeptDialog
      title={before ? m.roadmap_time_edit() : m.roadmap_time_add()}
      client={roadmap.roleTimes}
      touches={touches(town)}
      before={before}
      values={values}
      onClose={onClose}
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
    </KeptDialog>
  );
}
