import { problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { CertaintySection } from './certainty-section.tsx';
import { namesOf } from './planning.ts';
import { RoadmapTabs } from './roadmap-tabs.tsx';
import { useRoleTitle } from './roles.ts';
import { roadmap } from './words.ts';

/** How likely the plan in force is kept. */
export function CertaintyPage() {
  const town = useTown();
  const { data: view, error } = useRecord(['roadmap', town], () => roadmap.show({ town }));
  const names = namesOf(view, town, useRoleTitle());
  return (
    <Page title={m.roadmap_certainty()} lead={m.roadmap_certainty_lead()}>
      <RoadmapTabs current="certainty" />
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.roadmap_unreachable()} />}
      {!view && !error && <Skeleton lines={8} />}
      {view && (
        <CertaintySection
          title={m.roadmap_certainty_in_force()}
          queryKey={['roadmap', town]}
          load={(spread) => roadmap.simulation({ town, ...spread })}
          names={names}
        />
      )}
    </Page>
  );
}
