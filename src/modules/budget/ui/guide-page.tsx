import { useState } from 'react';
import { TREASURERS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import { problemOf, RecordForm, useAddress, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { Page, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { Tabs } from '#ui-kit/tabs';
import { toast } from '#ui-kit/toast';
import { COST_AREAS, type CostArea } from '../domain/spending.ts';
import {
  figuresOf,
  type GuideItem,
  GuideItemFields,
  type GuideValue,
  groundOf,
  guideValue,
} from './guide-fields.tsx';
import { AREAS, spending } from './spending-words.ts';

const STEPS: readonly CostArea[] = COST_AREAS.filter((area) => area !== 'unassigned');

/** Walks through the cost areas; `?bereich=` the step, `?bis=` the last of the three years. */
export function GuidePage() {
  const town = useTown();
  const { query } = useAddress();
  const asked = Number(query.bis) || undefined;
  const load = () => spending.guide({ town, ...(asked ? { until: asked } : {}) });
  const { data, error } = useRecord(['spending', town, 'guide', asked ?? null], load);
  const area = STEPS.find((step) => step === query.bereich) ?? STEPS[0] ?? 'other';
  const base = listPath(town, 'spending');
  const treasurer = useHolds(TREASURERS);
  return (
    <Page
      title={m.budget_spending_guide()}
      lead={m.budget_guide_lead()}
      back={{ href: base, label: m.budget_spending() }}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.budget_unreachable()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && (
        <>
          <Tabs
            label={m.budget_guide_steps()}
            tabs={STEPS.map((step) => ({
              href: `${base}/erfassen?bis=${data.until}&bereich=${step}`,
              label: AREAS[step](),
              current: step === area,
              count: openIn(data.items, step),
            }))}
          />
          {treasurer ? (
            <GuideForm
              key={`${data.until}${area}`}
              area={area}
              until={data.until}
              items={data.items.filter((item) => item.area === area)}
            />
          ) : (
            <Notice title={m.budget_only_treasurers()} />
          )}
        </>
      )}
    </Page>
  );
}

/** Figures of an area that nobody has answered yet. */
const openIn = (items: readonly GuideItem[], area: CostArea): number =>
  items
    .filter((item) => item.area === area)
    .flatMap(({ figures }) => figures)
    .filter(({ certainty }) => certainty === 'open').length;

interface GuideFormProps {
  area: CostArea;
  until: number;
  items: readonly GuideItem[];
}

/** One area: everything is saved together, and what was typed is kept as a draft until then. */
function GuideForm(props: GuideFormProps) {
  const { area, until } = props;
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [items] = useState(props.items);
  const town = useTown();
  const { go } = useAddress();
  const put = useSave(spending.putGuide, [
    ['spending', town],
    ['spending-entries', town],
  ]);
  const next = STEPS[STEPS.indexOf(area) + 1];
  const base = listPath(town, 'spending');
  return (
    <Stack>
      <p className="k-muted">{m.budget_guide_postings()}</p>
      <RecordForm<GuideValue>
        may={TREASURERS}
        draftKey={`spending:${until}:${area}`}
        initial={guideValue(items)}
        submit={next ? m.budget_guide_save_next({ area: AREAS[next]() }) : m.budget_guide_save()}
        cancelHref={base}
        stored={{
          version: groundOf(items).version,
          read: async () => {
            const now = await spending.guide({ town, until });
            return groundOf(now.items.filter((item) => item.area === area));
          },
        }}
        save={(value) => put.mutateAsync({ input: { town, figures: figuresOf(items, value) } })}
        onSaved={() => {
          toast(m.budget_guide_saved({ area: AREAS[area]() }));
          go(next ? `${base}/erfassen?bis=${until}&bereich=${next}` : `${base}?bis=${until}`);
        }}
      >
        {(value, change) =>
          items.map((item, at) => (
            <GuideItemFields
              key={item.key}
              item={item}
              from={at * item.figures.length}
              value={value}
              change={change}
            />
          ))
        }
      </RecordForm>
      <ButtonLink kind="quiet" href={`${base}?bis=${until}`}>
        {m.budget_guide_done()}
      </ButtonLink>
    </Stack>
  );
}
