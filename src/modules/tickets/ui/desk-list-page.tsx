import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { problemOf, useEveryRow, useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { DeskDialog } from './desk-dialogs.tsx';
import { desksPath, tickets } from './words.ts';

/** `/desk/stellen`: who can be asked in this town. */
export function DeskListPage() {
  const town = useTown();
  const administrator = useHolds(['administrator']);
  const [adding, setAdding] = useState(false);
  const { data, error } = useEveryRow(['desks', town], (page) => tickets.desks.list({ town, ...page }));
  return (
    <Page
      title={m.tickets_desks()}
      lead={m.tickets_desks_lead()}
      back={{ href: listPath(town, 'ticket'), label: m.tickets_title() }}
      actions={
        <Button
          kind="primary"
          icon="plus"
          reason={administrator ? undefined : m.tickets_desk_administrators()}
          onClick={() => setAdding(true)}
        >
          {m.tickets_desk_new()}
        </Button>
      }
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.tickets_unreachable()} />}
      {!data && !error && <Skeleton lines={3} />}
      {data?.length === 0 && <p className="k-muted">{m.tickets_desks_none()}</p>}
      {data && data.length > 0 && (
        <PlainTable
          label={m.tickets_desks()}
          rows={data}
          columns={[
            {
              title: m.tickets_desk(),
              cell: (row) => <a href={`${desksPath(town)}/${row.id}`}>{row.name}</a>,
            },
            { title: m.tickets_prefix(), cell: (row) => row.prefix },
            { title: m.tickets_hours(), cell: (row) => row.hours || '–' },
            { title: m.tickets_members(), cell: (row) => number(row.members), align: 'end' },
            {
              title: m.tickets_state(),
              cell: (row) =>
                row.active ? (
                  <Badge tone="success">{m.tickets_active()}</Badge>
                ) : (
                  <Badge>{m.tickets_inactive()}</Badge>
                ),
            },
          ]}
        />
      )}
      {adding && <DeskDialog before={null} onClose={() => setAdding(false)} />}
    </Page>
  );
}
