import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { dateTime, number } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { type Request, statusBadge, statusWord, tickets } from './words.ts';

const columns = (): Column<Request>[] => [
  { key: 'name', title: m.tickets_number(), cell: (row) => row.name, width: '6rem' },
  { key: 'title', title: m.tickets_what(), cell: (row) => row.title, primary: true },
  {
    key: 'status',
    title: m.tickets_status(),
    cell: (row) => <StatusBadge status={statusBadge(row)} />,
    text: (row) => statusWord(row.status),
  },
  { key: 'answers', title: m.tickets_answers(), cell: (row) => number(row.answers), align: 'end' },
  { key: 'desk', title: m.tickets_desk(), cell: (row) => row.deskName },
  { key: 'newest', title: m.tickets_came(), cell: (row) => dateTime(row.createdAt), sort: true },
];

type Asked = Parameters<typeof tickets.requests.list>[0];

/** `/anliegen`: what somebody has asked for, the newest first. */
export function RequestListPage() {
  const town = useTown();
  const add = (
    <ButtonLink kind="primary" icon="plus" href={`${listPath(town, 'request')}/neu`}>
      {m.tickets_request_new()}
    </ButtonLink>
  );
  return (
    <Page title={m.tickets_requests()} lead={m.tickets_requests_lead()} actions={add}>
      <RecordList<Request>
        list="requests"
        title={m.tickets_requests()}
        columns={columns()}
        filters={[
          {
            key: 'state',
            title: m.tickets_state(),
            options: [
              { value: 'open', label: m.tickets_state_open() },
              { value: 'done', label: m.tickets_state_done() },
            ],
          },
        ]}
        searchable={false}
        load={({ filters, ...request }) => tickets.requests.list({ ...request, ...filters } as Asked)}
        rowHref={(row) => recordPath(town, 'request', row.id)}
        rowName={(row) => `${row.name} ${row.title}`}
        empty={{
          icon: 'note',
          title: m.tickets_requests_none(),
          why: m.tickets_requests_none_why(),
          children: add,
        }}
      />
    </Page>
  );
}
