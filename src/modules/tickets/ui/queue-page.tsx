import { useState } from 'react';
import { recordPath } from '#kernel/paths';
import { RecordList, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button, ButtonLink } from '#ui-kit/button';
import { date } from '#ui-kit/format';
import { Icon } from '#ui-kit/icons';
import type { Column, ListFilter } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { useShortcuts } from '#ui-kit/shortcuts';
import { CaptureDialog } from './capture-dialog.tsx';
import {
  age,
  CHANNEL_WORDS,
  desksPath,
  priorityBadge,
  priorityWord,
  type Row,
  statusBadge,
  statusOptions,
  statusWord,
  tickets,
  useWorkplace,
} from './words.ts';

const columns = (): Column<Row>[] => [
  { key: 'number', title: m.tickets_number(), cell: (row) => row.name, sort: true, width: '6rem' },
  {
    key: 'title',
    title: m.tickets_what(),
    cell: (row) => (
      <>
        {row.private && (
          <>
            <Icon name="lock" />
            <span className="k-hidden">{m.tickets_private()}</span>{' '}
          </>
        )}
        {row.title}
      </>
    ),
    text: (row) => row.title,
    primary: true,
    sort: true,
  },
  { key: 'requester', title: m.tickets_requester(), cell: (row) => row.requesterName, sort: true },
  {
    key: 'priority',
    title: m.tickets_priority(),
    cell: (row) => <StatusBadge status={priorityBadge(row)} />,
    text: (row) => priorityWord(row.priority),
    sort: true,
  },
  {
    key: 'status',
    title: m.tickets_status(),
    cell: (row) => <StatusBadge status={statusBadge(row)} />,
    text: (row) => statusWord(row.status),
  },
  { key: 'assignee', title: m.tickets_assignee(), cell: (row) => row.assigneeName ?? '–' },
  { key: 'age', title: m.tickets_age(), cell: (row) => age(row.createdAt), align: 'end' },
  {
    key: 'parkedUntil',
    title: m.tickets_parked_until(),
    cell: (row) => (row.parkedUntil ? date(row.parkedUntil, true) : ''),
    sort: true,
  },
  { key: 'category', title: m.tickets_category(), cell: (row) => row.categoryName ?? '', hidden: true },
  { key: 'room', title: m.tickets_room(), cell: (row) => row.roomName ?? '', hidden: true },
  {
    key: 'deadline',
    title: m.tickets_deadline(),
    cell: (row) => (row.deadline ? date(row.deadline, true) : ''),
    sort: true,
    hidden: true,
  },
  { key: 'channel', title: m.tickets_channel(), cell: (row) => CHANNEL_WORDS[row.channel](), hidden: true },
];

type Asked = Parameters<typeof tickets.list>[0];
type Place = NonNullable<ReturnType<typeof useWorkplace>['data']>;

const filtersOf = (place: Place | undefined): ListFilter[] => {
  const desks = place?.desks ?? [];
  const members = new Map(desks.flatMap((desk) => desk.members.map(({ id, name }) => [id, name])));
  return [
    {
      key: 'state',
      title: m.tickets_state(),
      options: [
        { value: 'parked', label: m.tickets_state_parked() },
        { value: 'done', label: m.tickets_state_done() },
        { value: 'all', label: m.tickets_state_all() },
      ],
    },
    { key: 'status', title: m.tickets_status(), options: statusOptions() },
    {
      key: 'assignee',
      title: m.tickets_assignee(),
      options: [
        { value: 'me', label: m.tickets_assignee_me() },
        { value: 'none', label: m.tickets_assignee_none() },
        ...[...members].map(([value, label]) => ({ value, label })),
      ],
    },
    {
      key: 'priority',
      title: m.tickets_priority(),
      options: [1, 2, 3, 4].map((value) => ({ value: String(value), label: priorityWord(value) })),
    },
    {
      key: 'categoryId',
      title: m.tickets_category(),
      options: desks.flatMap((desk) =>
        desk.categories.map(({ id, name }) => ({
          value: id,
          label: desks.length > 1 ? `${desk.prefix} ${name}` : name,
        })),
      ),
    },
    ...(desks.length > 1
      ? [
          {
            key: 'deskId',
            title: m.tickets_desk(),
            options: desks.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]
      : []),
  ];
};

/** `/desk`: what is to be worked on, the most urgent first; what lies aside is out of sight until its day. */
export function QueuePage() {
  const town = useTown();
  const { data: place } = useWorkplace();
  const [capturing, setCapturing] = useState(false);
  const none = place?.desks.length === 0;
  const capture = () => !none && setCapturing(true);
  useShortcuts([{ key: 't', label: m.tickets_capture(), run: capture }]);
  return (
    <Page
      title={m.tickets_title()}
      lead={m.tickets_lead()}
      actions={
        <>
          <Button
            kind="primary"
            icon="phone"
            reason={none ? m.tickets_no_desk() : undefined}
            onClick={capture}
          >
            {m.tickets_capture()}
          </Button>
          <ButtonLink icon="gear" href={desksPath(town)}>
            {m.tickets_desks()}
          </ButtonLink>
        </>
      }
    >
      <RecordList<Row>
        list="tickets"
        title={m.tickets_title()}
        columns={columns()}
        filters={filtersOf(place)}
        load={({ filters, ...request }) => tickets.list({ ...request, state: 'open', ...filters } as Asked)}
        rowHref={(row) => recordPath(town, 'ticket', row.id)}
        rowName={(row) => `${row.name} ${row.title}`}
        empty={{
          icon: 'desk',
          title: m.tickets_empty(),
          why: none ? m.tickets_no_desk() : m.tickets_empty_why(),
        }}
      />
      {capturing && place && <CaptureDialog desks={place.desks} onClose={() => setCapturing(false)} />}
    </Page>
  );
}
