import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { date } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import { measureOf, type Resolution, resolutionStatus, steering, useRoleOptions } from './words.ts';

/** `/lenkungskreis/beschluesse`: every resolution with what became of it. */
export function ResolutionListPage() {
  const town = useTown();
  const roles = useRoleOptions();
  const roleOf = (key: string) => roles.find(({ value }) => value === key)?.label ?? key;
  const columns: Column<Resolution>[] = [
    {
      key: 'number',
      title: m.steering_number(),
      cell: (row) => String(row.number),
      sort: true,
      width: '5rem',
    },
    { key: 'wording', title: m.steering_wording(), cell: (row) => row.wording, primary: true },
    {
      key: 'measure',
      title: m.steering_measure(),
      cell: (row) => {
        const about = measureOf(town, row);
        return about ? <a href={about.href}>{about.label}</a> : '–';
      },
      text: (row) => measureOf(town, row)?.label ?? '',
    },
    { key: 'role', title: m.steering_role(), cell: (row) => roleOf(row.role ?? '') },
    { key: 'heldOn', title: m.steering_resolved_on(), cell: (row) => date(row.heldOn) },
    { key: 'dueOn', title: m.steering_due(), cell: (row) => (row.dueOn ? date(row.dueOn) : '–'), sort: true },
    {
      key: 'state',
      title: m.steering_state(),
      cell: (row) => <StatusBadge status={resolutionStatus(row)} />,
      text: (row) => resolutionStatus(row).word,
    },
  ];
  return (
    <Page
      title={m.steering_resolutions()}
      lead={m.steering_resolutions_lead()}
      back={{ href: listPath(town, 'steering_meeting'), label: m.steering_title() }}
    >
      <RecordList<Resolution>
        list="steering-resolutions"
        title={m.steering_resolutions()}
        columns={columns}
        searchable={false}
        filters={[
          {
            key: 'state',
            title: m.steering_state(),
            options: [
              { value: 'open', label: m.steering_undone() },
              { value: 'done', label: m.steering_is_done() },
            ],
          },
        ]}
        load={({ filters, ...request }) =>
          steering.resolutions.list({ ...request, ...filters } as Parameters<
            typeof steering.resolutions.list
          >[0])
        }
        rowHref={(row) => recordPath(town, 'steering_meeting', row.meetingId)}
        rowName={(row) => `${row.number} ${row.wording}`}
        empty={{ icon: 'check', title: m.steering_no_resolutions(), why: m.steering_resolutions_lead() }}
      />
    </Page>
  );
}
