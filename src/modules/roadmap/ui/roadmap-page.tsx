import { Suspense, useState } from 'react';
import { localDateOf, quarterOf } from '#kernel/dates';
import { listPath } from '#kernel/paths';
import { PlaceDialog } from '#modules/measures/ui';
import { ChartFigure, problemOf, useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { RoadmapGrid, RoadmapYearRow } from '#ui-kit/roadmap-grid';
import { Skeleton } from '#ui-kit/skeleton';
import { Conflicts } from './conflicts.tsx';
import { FrameDialog } from './frame-dialog.tsx';
import { InQuarter, Unscheduled } from './measure-lists.tsx';
import { planningPath } from './planning-path.ts';
import { RoadmapTabs } from './roadmap-tabs.tsx';
import { useRoleTitle } from './roles.ts';
import { useMoving } from './use-moving.ts';
import { WhyNotEarlier } from './why-not-earlier.tsx';
import { barsOf, KIND_WORDS, KINDS, type Planned, type Roadmap, roadmap, sumOf, sumText } from './words.ts';

/** Measures by quarter, their cost by year, and what does not work out. */
export function RoadmapPage() {
  const town = useTown();
  const { data, error, refetch } = useRecord(['roadmap', town], () => roadmap.show({ town }));
  const move = useMoving(data, refetch);
  const [framing, setFraming] = useState(false);
  const actions = data && (
    <>
      <ButtonLink kind="primary" icon="roadmap" href={planningPath(town)}>
        {m.roadmap_planning()}
      </ButtonLink>
      <Button
        icon="money"
        reason={data.may.frame ? undefined : m.roadmap_only_treasurers()}
        onClick={() => setFraming(true)}
      >
        {m.roadmap_frame_edit()}
      </Button>
    </>
  );
  return (
    <Page title={m.roadmap_title()} lead={m.roadmap_lead()} actions={actions}>
      <RoadmapTabs current="plan" />
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.roadmap_unreachable()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && <Plan view={data} move={move} />}
      {data && framing && (
        <FrameDialog years={data.years.map(({ year }) => year)} onClose={() => setFraming(false)} />
      )}
    </Page>
  );
}

interface PlanProps {
  view: Roadmap;
  move: (id: string, by: number) => undefined;
}

function Plan({ view, move }: PlanProps) {
  const town = useTown();
  const asked = useAddress().query.quartal;
  const [placing, setPlacing] = useState<Planned | null>(null);
  if (view.measures.length === 0) {
    return (
      <EmptyState icon="roadmap" title={m.roadmap_empty()} why={m.roadmap_empty_why()}>
        <ButtonLink href={listPath(town, 'measure')}>{m.roadmap_to_measures()}</ButtonLink>
      </EmptyState>
    );
  }
  return (
    <>
      {asked && <InQuarter view={view} quarter={asked} />}
      <Grid view={view} move={move} />
      <Section title={m.roadmap_chart_title()}>
        <ChartFigure
          queryKey={['roadmap', town]}
          load={(width) => roadmap.costChart({ town, width })}
          note={m.roadmap_chart_note()}
        />
      </Section>
      <Conflicts view={view} />
      <WhyNotEarlier view={view} />
      <Unscheduled view={view} onPlace={setPlacing} />
      {placing && (
        <Suspense fallback={null}>
          <PlaceDialog measure={placing} onClose={() => setPlacing(null)} />
        </Suspense>
      )}
    </>
  );
}

function Grid({ view, move }: PlanProps) {
  const town = useTown();
  const roleOf = useRoleTitle();
  return (
    <RoadmapGrid
      title={m.roadmap_grid()}
      quarters={view.quarters}
      now={quarterOf(localDateOf(new Date()))}
      bars={barsOf(view, town, roleOf)}
      {...(view.may.place ? { onMove: move } : {})}
    >
      {KINDS.map((kind) => (
        <RoadmapYearRow
          key={kind}
          title={KIND_WORDS[kind]()}
          years={view.years.map((year) => {
            const sum = sumOf(year, kind);
            const share = sum.frame === null ? undefined : sum.cents / Math.max(1, sum.frame);
            return {
              year: sum.year,
              text: sumText(sum),
              over: sum.over,
              ...(share === undefined ? {} : { share }),
            };
          })}
        />
      ))}
    </RoadmapGrid>
  );
}
