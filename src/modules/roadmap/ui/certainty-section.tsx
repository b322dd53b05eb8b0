import { useState } from 'react';
import { problemOf, useRecordKept } from '#platform/client';
import { m } from '#texts';
import { Notice } from '#ui-kit/notice';
import { Grid, Section, Stack } from '#ui-kit/page';
import { RangeField } from '#ui-kit/range-field';
import { Skeleton } from '#ui-kit/skeleton';
import { type Certainty, CertaintyView } from './certainty-view.tsx';
import type { Names } from './planning.ts';
import { useRested } from './use-rested.ts';

interface Spread {
  leastPercent: number;
  mostPercent: number;
}
const USUAL: Spread = { leastPercent: 75, mostPercent: 150 };

interface Props {
  title: string;
  queryKey: readonly unknown[];
  load: (spread: Spread) => Promise<Certainty>;
  names: Names;
}

/** How sure a plan is, under a spread that can be tried out where nothing is known of a length. */
export function CertaintySection({ title, queryKey, load, names }: Props) {
  const [spread, setSpread] = useState(USUAL);
  const asked = useRested(spread);
  const { data, error } = useRecordKept([...queryKey, 'certainty', JSON.stringify(asked)], () => load(asked));
  return (
    <Section title={title}>
      <Stack>
        <p className="k-help">{m.roadmap_certainty_help()}</p>
        <Grid>
          <RangeField
            name="leastPercent"
            label={m.roadmap_spread_least()}
            min={25}
            max={100}
            step={5}
            value={spread.leastPercent}
            text={m.roadmap_spread_percent({ percent: String(spread.leastPercent) })}
            onChange={(leastPercent) => setSpread({ ...spread, leastPercent })}
          />
          <RangeField
            name="mostPercent"
            label={m.roadmap_spread_most()}
            min={100}
            max={400}
            step={10}
            value={spread.mostPercent}
            text={m.roadmap_spread_percent({ percent: String(spread.mostPercent) })}
            onChange={(mostPercent) => setSpread({ ...spread, mostPercent })}
          />
        </Grid>
        {error && <Notice tone="warning" title={problemOf(error)?.text ?? m.roadmap_unreachable()} />}
        {!data && !error && <Skeleton lines={6} />}
        {data && !error && <CertaintyView found={data} names={names} />}
      </Stack>
    </Section>
  );
}
