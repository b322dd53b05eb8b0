import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { PlainTable } from '#ui-kit/plain-table';
import { WORK_KINDS } from '../domain/activities.ts';
import type { Typed } from '../domain/diary.ts';
import { functionTitle, useRoles } from './roles.ts';
import { type DiaryDay, inHours, KINDS } from './words.ts';

interface ConflictProps {
  typed: Typed<DiaryDay>;
  onChoose: (said: DiaryDay, which: 'mine' | 'other') => void;
}

/** One day as typed here and as another device wrote it, and the choice between them; nothing is sent or dropped before it. */
export function DiaryConflict({ typed: { said, other }, onChoose }: ConflictProps) {
  const roles = useRoles();
  if (!other) return null;
  return (
    <Notice
      tone="warning"
      live
      title={m.activity_conflict({ day: date(said.day), function: functionTitle(roles, said.role) })}
    >
      <p>{m.activity_conflict_why()}</p>
      <PlainTable
        label={m.activity_conflict_states()}
        columns={[
          { title: m.activity_conflict_what(), cell: (row) => row.label },
          { title: m.activity_conflict_mine(), cell: (row) => row.mine },
          { title: m.activity_conflict_other(), cell: (row) => row.other },
        ]}
        rows={differences(said, other)}
      />
      <div className="k-actions">
        <Button kind="primary" onClick={() => onChoose(said, 'mine')}>
          {m.activity_conflict_keep_mine()}
        </Button>
        <Button onClick={() => onChoose(said, 'other')}>{m.activity_conflict_take_other()}</Button>
      </div>
    </Notice>
  );
}

function differences(mine: DiaryDay, other: DiaryDay) {
  const nothing = m.activity_conflict_nothing();
  const lines = [
    ...WORK_KINDS.map((kind) => [KINDS[kind](), inHours(mine.minutes[kind]), inHours(other.minutes[kind])]),
    [m.activity_interruptions(), String(mine.interruptions), String(other.interruptions)],
    [m.activity_note(), mine.note || nothing, other.note || nothing],
  ] as [string, string, string][];
  return lines
    .filter(([, here, there]) => here !== there)
    .map(([label, here, there]) => ({ id: label, label, mine: here, other: there }));
}
