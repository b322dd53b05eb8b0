import { listPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Tabs } from '#ui-kit/tabs';
import { certaintyPath, progressPath } from './planning-path.ts';

type Part = 'plan' | 'progress' | 'certainty';

/** The plan in force as a picture, beside what was kept of it, and how sure its dates are. */
export function RoadmapTabs({ current }: { current: Part }) {
  const town = useTown();
  const parts: [Part, string, string][] = [
    ['plan', listPath(town, 'roadmap'), m.roadmap_title()],
    ['progress', progressPath(town), m.roadmap_progress()],
    ['certainty', certaintyPath(town), m.roadmap_certainty()],
  ];
  return (
    <Tabs
      label={m.roadmap_parts()}
      tabs={parts.map(([part, href, label]) => ({ href, label, current: part === current }))}
    />
  );
}
