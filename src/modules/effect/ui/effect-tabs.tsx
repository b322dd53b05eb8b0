import { listPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Tabs } from '#ui-kit/tabs';

/** Of all measures: whether they work, and how they are carried out. */
export function EffectTabs({ current }: { current: 'register' | 'execution' }) {
  const register = listPath(useTown(), 'effect');
  return (
    <Tabs
      label={m.effect_parts()}
      tabs={[
        { href: register, label: m.effect_tab_register(), current: current === 'register' },
        { href: `${register}/umsetzung`, label: m.effect_executions(), current: current === 'execution' },
      ]}
    />
  );
}
