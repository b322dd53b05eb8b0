import { useState } from 'react';
import { useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { date } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { KEEPERS } from '../contract.ts';
import { ResolutionDialog } from './resolution-dialog.tsx';
import {
  type Meeting,
  measureOf,
  type Resolution,
  resolutionStatus,
  steering,
  useRoleOptions,
} from './words.ts';

/** What was resolved; what became of it is added also after the minutes were approved. */
export function ResolutionSection({ meeting, reason }: { meeting: Meeting; reason: string | undefined }) {
  const town = useTown();
  const keeper = useHolds(KEEPERS);
  const roles = useRoleOptions();
  const [editing, setEditing] = useState<Resolution | 'new' | null>(null);
  const { data } = useRecord(['steering-resolutions', town, meeting.id], () =>
    steering.resolutions.list({ town, meetingId: meeting.id, limit: 200 }),
  );
  return (
    <Section
      title={m.steering_resolutions()}
      actions={
        <Button small icon="plus" reason={reason} onClick={() => setEditing('new')}>
          {m.steering_resolution_add()}
        </Button>
      }
    >
      {!data && <Skeleton lines={2} />}
      {data?.rows.length === 0 && (
        <p className="k-muted">
          {meeting.approvedAt ? m.steering_no_resolutions_after() : m.steering_no_resolutions()}
        </p>
      )}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.steering_resolutions()}
          rows={data.rows}
          columns={[
            { title: m.steering_wording(), cell: (row) => <Worded resolution={row} town={town} /> },
            {
              title: m.steering_role(),
              cell: (row) => roles.find(({ value }) => value === row.role)?.label ?? row.role ?? '',
            },
            { title: m.steering_due(), cell: (row) => (row.dueOn ? date(row.dueOn) : '–') },
            { title: m.steering_state(), cell: (row) => <StatusBadge status={resolutionStatus(row)} /> },
          ]}
          action={(row) => (
            <Button
              small
              bare
              icon="edit"
              reason={keeper ? undefined : m.steering_keepers_reason()}
              onClick={() => setEditing(row)}
            >
              {m.steering_resolution_edit({ number: String(row.number) })}
            </Button>
          )}
        />
      )}
      {editing && (
        <ResolutionDialog
          key={editing === 'new' ? 'new' : editing.id}
          meeting={meeting}
          before={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

function Worded({ resolution, town }: { resolution: Resolution; town: string }) {
  const about = measureOf(town, resolution);
  return (
    <>
      {resolution.number}. {resolution.wording}
      {about && (
        <small className="k-line">
          <a href={about.href}>{about.label}</a>
        </small>
      )}
      {resolution.doneNote && <small className="k-line">{resolution.doneNote}</small>}
    </>
  );
}
