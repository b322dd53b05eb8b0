import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordList, useAddress, useHolds, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { ButtonLink } from '#ui-kit/button';
import { date } from '#ui-kit/format';
import type { Column } from '#ui-kit/list-page';
import { Page } from '#ui-kit/page';
import {
  AREAS,
  type Finding,
  findingNumber,
  findings,
  mergePath,
  options,
  SEVERITY_OPTIONS,
  STATUS_OPTIONS,
  severityStatus,
  statusOfFinding,
} from './words.ts';

const columns = (): Column<Finding>[] => [
  {
    key: 'number',
    title: m.findings_number(),
    cell: findingNumber,
    sort: true,
    hideable: false,
    width: '5.5rem',
  },
  { key: 'title', title: m.findings_title_field(), cell: (row) => row.title, primary: true, sort: true },
  { key: 'area', title: m.findings_area(), cell: (row) => AREAS[row.area](), sort: true, width: '9rem' },
  {
    key: 'severity',
    title: m.findings_severity(),
    cell: (row) => <StatusBadge status={severityStatus(row.severity)} />,
    text: (row) => severityStatus(row.severity).word,
    sort: true,
    width: '8rem',
  },
  {
    key: 'status',
    title: m.findings_status(),
    cell: (row) => <StatusBadge status={statusOfFinding(row)} />,
    text: (row) => statusOfFinding(row).word,
    sort: true,
    width: '9rem',
  },
  { key: 'statement', title: m.findings_statement(), cell: (row) => row.statement, hidden: true },
  {
    key: 'updatedAt',
    title: m.findings_updated(),
    cell: (row) => date(row.updatedAt),
    sort: true,
    hidden: true,
  },
];

type Asked = Parameters<typeof findings.list>[0];

/** All findings of the town. */
export function FindingListPage() {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const base = listPath(town, 'finding');
  const { go } = useAddress();
  const add = editor && (
    <ButtonLink kind="primary" icon="plus" href={`${base}/neu`}>
      {m.findings_create()}
    </ButtonLink>
  );
  return (
    <Page
      title={m.findings_title()}
      lead={m.findings_lead()}
      actions={
        <>
          {editor && (
            <ButtonLink icon="finding" href={`${base}/vorschlaege`}>
              {m.findings_proposals()}
            </ButtonLink>
          )}
          <ButtonLink icon="check" href={`${base}/rueckblick`}>
            {m.findings_review_round()}
          </ButtonLink>
          <ButtonLink icon="person" href={`${base}/runde`}>
            {m.findings_round()}
          </ButtonLink>
          {add}
        </>
      }
    >
      <RecordList<Finding>
        list="findings"
        title={m.findings_title()}
        columns={columns()}
        filters={[
          { key: 'status', title: m.findings_status(), options: STATUS_OPTIONS() },
          { key: 'area', title: m.findings_area(), options: options(AREAS) },
          { key: 'severity', title: m.findings_severity(), options: SEVERITY_OPTIONS() },
        ]}
        load={({ filters, ...request }) => findings.list({ ...request, ...filters } as unknown as Asked)}
        {...(editor
          ? {
              actions: [{ label: m.findings_merge(), icon: 'merge', run: (ids) => go(mergePath(town, ids)) }],
            }
          : {})}
        rowHref={(row) => recordPath(town, 'finding', row.id)}
        rowName={(row) => `${findingNumber(row)} ${row.title}`}
        empty={{ icon: 'finding', title: m.findings_empty(), why: m.findings_empty_why(), children: add }}
      />
    </Page>
  );
}
