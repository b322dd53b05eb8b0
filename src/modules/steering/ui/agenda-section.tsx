import { useState } from 'react';
import { problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { Prose, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { ItemDialog } from './item-dialog.tsx';
import { type Item, listOf, type Meeting, measureOf, REASON_WORDS, steering } from './words.ts';

interface Props {
  meeting: Meeting;
  /** Why nothing of it can be changed. */
  reason: string | undefined;
}

/** What was to be spoken of, and what was said. */
export function AgendaSection({ meeting, reason }: Props) {
  const town = useTown();
  const { id } = meeting;
  const [editing, setEditing] = useState<Item | 'new' | null>(null);
  const { data } = useRecord(['steering-items', town, id], () =>
    steering.items.list({ town, meetingId: id, limit: 200 }),
  );
  const propose = useSave(steering.proposeAgenda, [['steering-items', town]]);
  const fill = async () => {
    try {
      const { added } = await propose.mutateAsync({ input: { town, id } });
      toast(added > 0 ? m.steering_agenda_added({ count: added }) : m.steering_agenda_complete());
    } catch (error) {
      toast(problemOf(error)?.text ?? m.steering_unreachable(), { tone: 'danger' });
    }
  };
  return (
    <Section
      title={m.steering_agenda()}
      actions={
        <>
          <Button small icon="filter" reason={reason} busy={propose.isPending} onClick={() => void fill()}>
            {m.steering_agenda_propose()}
          </Button>
          <Button small icon="plus" reason={reason} onClick={() => setEditing('new')}>
            {m.steering_item_add()}
          </Button>
        </>
      }
    >
      {!data && <Skeleton lines={3} />}
      {data?.rows.length === 0 && (
        <p className="k-muted">
          {meeting.approvedAt ? m.steering_agenda_none_after() : m.steering_agenda_none()}
        </p>
      )}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.steering_agenda()}
          rows={data.rows}
          columns={[
            { title: m.steering_item(), cell: (row) => <Named item={row} /> },
            {
              title: m.steering_item_minutes(),
              cell: (row) =>
                row.minutes ? (
                  <Prose text={row.minutes} />
                ) : (
                  <span className="k-muted">
                    {meeting.approvedAt ? m.steering_item_unsaid_after() : m.steering_item_unsaid()}
                  </span>
                ),
            },
          ]}
          action={(row) => (
            <Button small bare icon="edit" reason={reason} onClick={() => setEditing(row)}>
              {m.steering_item_edit({ title: row.title })}
            </Button>
          )}
        />
      )}
      {editing && (
        <ItemDialog
          key={editing === 'new' ? 'new' : editing.id}
          meeting={meeting}
          before={editing === 'new' ? null : editing}
          next={Math.max(0, ...(data?.rows ?? []).map(({ position }) => position ?? 0)) + 10}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

function Named({ item }: { item: Item }) {
  const town = useTown();
  const about = measureOf(town, item) ?? listOf(town, item);
  return (
    <>
      {about ? <a href={about.href}>{about.label}</a> : item.title}{' '}
      {item.reason && item.reason !== 'own' && (
        <Badge tone={item.reason === 'red' ? 'danger' : 'warning'}>{REASON_WORDS[item.reason]()}</Badge>
      )}
    </>
  );
}
