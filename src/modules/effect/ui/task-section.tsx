import { useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { EDITORS } from '#kernel/functions';
import { problemOf, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge, type Status, StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { date } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { useRoleTitle } from './roles.ts';
import { TaskDialog } from './task-dialog.tsx';
import { effect, type Measure, type Task } from './words.ts';

/** What has to be done for a measure, by day. */
export function TaskSection({ measure }: { measure: Measure }) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const roleTitle = useRoleTitle();
  const [editing, setEditing] = useState<Task | 'new' | null>(null);
  const { data } = useRecord(['execution', town, measure.id, 'tasks'], () =>
    effect.tasks.list({ town, measureId: measure.id, limit: 200 }),
  );
  const button = (
    <Button
      small
      icon="plus"
      reason={editor ? undefined : m.effect_editors()}
      onClick={() => setEditing('new')}
    >
      {m.effect_task_add()}
    </Button>
  );
  return (
    <Section title={m.effect_tasks()} actions={button}>
      {!data && <Skeleton lines={2} />}
      {data?.rows.length === 0 && <p className="k-muted">{m.effect_tasks_none()}</p>}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.effect_tasks()}
          rows={data.rows}
          columns={[
            { title: m.effect_task_title(), cell: (row) => <Titled task={row} /> },
            { title: m.effect_task_role(), cell: (row) => roleTitle(row.role ?? '') },
            { title: m.effect_task_due(), cell: (row) => (row.dueOn ? date(row.dueOn) : '–') },
            { title: m.effect_task_state(), cell: (row) => <StatusBadge status={statusOf(row)} /> },
          ]}
          {...(editor
            ? { action: (row: Task) => <TaskActions measure={measure} task={row} onEdit={setEditing} /> }
            : {})}
        />
      )}
      {editing && (
        <TaskDialog
          key={editing === 'new' ? 'new' : editing.id}
          measure={measure}
          task={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

function Titled({ task }: { task: Task }) {
  return (
    <>
      {task.title}{' '}
      {task.milestone && (
        <Badge tone="accent" icon="flag">
          {m.effect_milestone()}
        </Badge>
      )}
    </>
  );
}

function statusOf({ doneOn, dueOn }: Task): Status {
  if (doneOn) return { word: m.effect_task_is_done(), tone: 'success' };
  if (dueOn && dueOn < localDateOf(new Date())) return { word: m.effect_task_overdue(), tone: 'warning' };
  return { word: m.effect_task_open(), tone: 'neutral' };
}

function TaskActions(props: { measure: Measure; task: Task; onEdit: (task: Task) => void }) {
  const { measure, task, onEdit } = props;
  const town = useTown();
  const update = useSave(effect.tasks.update, [
    ['execution', town, measure.id],
    ['executions', town],
  ]);
  const finish = async () => {
    const doneOn = task.doneOn ? null : localDateOf(new Date());
    try {
      await update.mutateAsync({ input: { town, id: task.id, doneOn }, version: task.version });
      toast(m.effect_task_saved());
    } catch (error) {
      toast(problemOf(error)?.text ?? m.effect_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <>
      <Button small busy={update.isPending} onClick={() => void finish()}>
        {task.doneOn ? m.effect_task_reopen() : m.effect_task_finish()}
      </Button>
      <Button small kind="quiet" icon="edit" bare onClick={() => onEdit(task)}>
        {`${m.effect_task_edit()}: ${task.title}`}
      </Button>
    </>
  );
}
