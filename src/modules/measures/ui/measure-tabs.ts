import { recordPath } from '#kernel/paths';
import { m } from '#texts';
import type { Tab } from '#ui-kit/tabs';

/** Places of a measure; the latter two belong to the module that knows of effects. */
export function measureTabs(town: string, id: string, current: 'measure' | 'execution' | 'effect'): Tab[] {
  const here = recordPath(town, 'measure', id);
  return [
    { href: here, label: m.measures_tab_measure(), current: current === 'measure' },
    { href: `${here}/umsetzung`, label: m.measures_tab_execution(), current: current === 'execution' },
    { href: `${here}/wirksamkeit`, label: m.measures_tab_effect(), current: current === 'effect' },
  ];
}
