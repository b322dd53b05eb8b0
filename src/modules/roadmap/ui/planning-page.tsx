import { listPath } from '#kernel/paths';
import { problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { ConditionSection } from './condition-section.tsx';
import { type Names, namesOf, type PlanRow, proofWords, whatWords } from './planning.ts';
import { planningPath } from './planning-path.ts';
import { RoleTimeSection } from './role-time-section.tsx';
import { useRoles, useRoleTitle } from './roles.ts';
import { WaySection } from './way-section.tsx';
import { WhatIfSection } from './what-if-section.tsx';
import { type Roadmap, roadmap } from './words.ts';

/** What the planner goes by, what it would make of other assumptions, and the plans it has reckoned. */
export function PlanningPage() {
  const town = useTown();
  const { data: view, error } = useRecord(['roadmap', town], () => roadmap.show({ town }));
  const names = namesOf(view, town, useRoleTitle());
  return (
    <Page
      title={m.roadmap_planning()}
      lead={m.roadmap_planning_lead()}
      back={{ href: listPath(town, 'roadmap'), label: m.roadmap_title() }}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.roadmap_unreachable()} />}
      {!view && !error && <Skeleton lines={8} />}
      {view && <Planning view={view} names={names} />}
    </Page>
  );
}

function Planning({ view, names }: { view: Roadmap; names: Names }) {
  const roles = useRoles();
  const mayPlan = view.may.place;
  return (
    <>
      <WhatIfSection view={view} names={names} mayPlan={mayPlan} />
      <PlanList names={names} />
      <RoleTimeSection roles={roles} names={names} mayPlan={mayPlan} />
      <WaySection view={view} names={names} mayPlan={mayPlan} />
      <ConditionSection view={view} names={names} mayPlan={mayPlan} />
    </>
  );
}

function PlanList({ names }: { names: Names }) {
  const town = useTown();
  const { data } = useRecord(['roadmap-plans', town], () => roadmap.plans({ town }));
  return (
    <Section title={m.roadmap_plans()}>
      {!data && <Skeleton lines={2} />}
      {data?.rows.length === 0 && <p>{m.roadmap_plans_none()}</p>}
      {data && data.rows.length > 0 && (
        <PlainTable
          label={m.roadmap_plans()}
          rows={data.rows}
          columns={[
            {
              title: m.roadmap_plan_name(),
              cell: (row) => <a href={`${planningPath(town)}/${row.id}`}>{row.name}</a>,
            },
            { title: m.roadmap_plan_what(), cell: (row) => whatWords(row.what, names) },
            { title: m.roadmap_plan_state(), cell: (row) => <State row={row} /> },
            { title: m.roadmap_plan_created(), cell: (row) => dateTime(row.createdAt) },
          ]}
        />
      )}
    </Section>
  );
}

function State({ row }: { row: PlanRow }) {
  if (row.state === 'running') return <Badge tone="info">{m.roadmap_plan_runs()}</Badge>;
  if (row.state === 'cancelled') return <Badge>{m.roadmap_plan_cancelled()}</Badge>;
  if (row.state === 'failed') return <Badge tone="danger">{m.roadmap_plan_failed()}</Badge>;
  if (row.weighted === null) return <Badge tone="danger">{m.roadmap_plan_none()}</Badge>;
  return (
    <>
      <Badge tone={row.proven ? 'success' : 'info'}>{proofWords(row)}</Badge>{' '}
      {row.acceptedAt && <Badge tone="accent">{m.roadmap_plan_in_force()}</Badge>}
    </>
  );
}
