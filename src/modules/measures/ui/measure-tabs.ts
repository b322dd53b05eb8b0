import { recordPath } from '#kernel/paths';
import { m } from '#texts';
import type { Tab } from '#ui-kit/tabs';

/** Places of a measure; the last two belong to the module that knows of effects. */
export function measureTabs(
  town: string,
  id: string,
  current: 'measure' | 'economy' | 'execution' | 'effect',
): Tab[] {
  const here = recordPath(town, 'measure', id);
  return [
    { href: here, label: m.measures_tab_measure(), current: current === 'measure' },
    { href: `${here}/wirtschaftlichkeit`, label: m.measures_tab_economy(), current: current === 'economy' },
    { href: `${here}/umsetzung`, label: m.measures_tab_execution(), current: current === 'execution' },
    { href: `${here}/wirksamkeit`, label: m.measures_tab_effect(), current: current === 'effect' },
  ];
}
