import { listPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Tabs } from '#ui-kit/tabs';
import { coveragePath, economiesPath, packagesPath } from './package-paths.ts';

type Part = 'list' | 'coverage' | 'packages' | 'economies';

/** The measures of a town as a list, by what they serve, as packages, and by what they cost. */
export function MeasuresTabs({ current }: { current: Part }) {
  const town = useTown();
  const parts: [Part, string, string][] = [
    ['list', listPath(town, 'measure'), m.measures_tab_list()],
    ['coverage', coveragePath(town), m.measures_coverage()],
    ['packages', packagesPath(town), m.measures_packages()],
    ['economies', economiesPath(town), m.measures_economies()],
  ];
  return (
    <Tabs
      label={m.measures_parts()}
      tabs={parts.map(([part, href, label]) => ({ href, label, current: part === current }))}
    />
  );
}
