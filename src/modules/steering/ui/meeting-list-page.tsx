import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { date, number } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { KEEPERS } from '../contract.ts';
import { type Meeting, meetingName, meetingStatus, resolutionsPath, steering } from './words.ts';

const columns = (): Column<Meeting>[] => [
  {
    key: 'number',
    title: m.steering_meeting(),
    cell: meetingName,
    primary: true,
    sort: true,
  },
  { key: 'heldOn', title: m.steering_held_on(), cell: (row) => date(row.heldOn, true), sort: true },
  { key: 'place', title: m.steering_place(), cell: (row) => row.place ?? '' },
  { key: 'items', title: m.steering_items(), cell: (row) => number(row.items), align: 'end' },
  {
    key: 'resolutions',
    title: m.steering_resolutions(),
    cell: (row) =>
      row.openResolutions > 0
        ? m.steering_resolutions_open({ all: String(row.resolutions), open: String(row.openResolutions) })
        : number(row.resolutions),
  },
  {
    key: 'state',
    title: m.steering_minutes(),
    cell: (row) => <StatusBadge status={meetingStatus(row)} />,
    text: (row) => meetingStatus(row).word,
  },
];

/** `/lenkungskreis`: the meetings, the latest first. */
export function MeetingListPage() {
  const town = useTown();
  const keeper = useHolds(KEEPERS);
  const plan = keeper && (
    <ButtonLink kind="primary" icon="plus" href={`${listPath(town, 'steering_meeting')}/neu`}>
      {m.steering_plan()}
    </ButtonLink>
  );
  return (
    <Page
      title={m.steering_title()}
      lead={m.steering_lead()}
      actions={
        <>
          {plan}
          <ButtonLink icon="check" href={`${resolutionsPath(town)}?state=open`}>
            {m.steering_open_resolutions()}
          </ButtonLink>
        </>
      }
    >
      <RecordList<Meeting>
        list="steering-meetings"
        title={m.steering_title()}
        columns={columns()}
        searchable={false}
        load={({ filters: _filters, ...request }) => steering.meetings.list(request)}
        rowHref={(row) => recordPath(town, 'steering_meeting', row.id)}
        rowName={meetingName}
        empty={{ icon: 'people', title: m.steering_none(), why: m.steering_none_why(), children: plan }}
      />
    </Page>
  );
}
