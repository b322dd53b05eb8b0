import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { measureNumber, measureTabs } from '#modules/measures/ui';
import { ChartFigure, problemOf, useAddress, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button, ButtonLink } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { EmptyState } from '#ui-kit/empty-state';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Section, Stack } from '#ui-kit/page';
import { Facts } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { Tabs } from '#ui-kit/tabs';
import { toast } from '#ui-kit/toast';
import { trendOf, wayDone } from '../domain/effect.ts';
import { ENTERED } from '../domain/sources.ts';
import { EffectReading } from './effect-reading.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import { MeasureChain, ReviewList } from './review-list.tsx';
import { useScopes } from './scopes.ts';
import { ValueDialog } from './value-dialog.tsx';
import {
  effect,
  type Indicator,
  indicatorName,
  type Measure,
  touched,
  useMeasure,
  withUnit,
} from './words.ts';

/** `/massnahmen/<id>/wirksamkeit`: before, target, now and trend of a measure, and what was made of it. */
export function EffectPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data: measure, error } = useMeasure(id);
  const known = useRecord(['effect', town, id, 'indicator'], () => effect.indicator({ town, id }));
  const story = useRecord(['effect', town, id, 'reviews'], () => effect.reviews({ town, id }));
  const fault = error ?? known.error ?? story.error;
  if (fault) return <EffectMissing error={fault} />;
  if (!measure || !known.data || !story.data) return <Skeleton lines={8} />;
  const { indicator } = known.data;
  return (
    <Page
      title={`${measureNumber(measure)} ${measure.title}`}
      lead={m.effect_of({ number: measureNumber(measure) })}
      back={{ href: listPath(town, 'measure'), label: m.effect_measures() }}
      actions={<Actions measure={measure} indicator={indicator} />}
    >
      <Tabs label={m.measures_tabs()} tabs={measureTabs(town, id, 'effect')} />
      {indicator ? <Known measure={measure} indicator={indicator} /> : <None measure={measure} />}
      <Section title={m.effect_reviews()}>
        <ReviewList reviews={story.data.reviews} />
      </Section>
      <Section title={m.effect_chain()}>
        <MeasureChain story={story.data} />
      </Section>
    </Page>
  );
}

export function EffectMissing({ error }: { error: unknown }) {
  const list = listPath(useTown(), 'measure');
  return (
    <Page title={m.effect_title()} back={{ href: list, label: m.effect_measures() }}>
      <Notice tone="danger" title={problemOf(error)?.text ?? m.effect_unreachable()} />
    </Page>
  );
}

function None({ measure }: { measure: Measure }) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  return (
    <EmptyState icon="half" title={m.effect_none()} why={m.effect_none_why()}>
      {measure.indicator && <p>{m.effect_agreed({ text: measure.indicator })}</p>}
      {editor && (
        <ButtonLink kind="primary" icon="plus" href={`${recordPath(town, 'measure', measure.id)}/kennzahl`}>
          {m.effect_add()}
        </ButtonLink>
      )}
    </EmptyState>
  );
}

function Actions({ measure, indicator }: { measure: Measure; indicator: Indicator | null }) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const [reviewing, setReviewing] = useState(false);
  const reason = editor ? (indicator ? undefined : m.effect_review_needs()) : m.effect_review_editors();
  return (
    <>
      <Button kind="primary" icon="check" reason={reason} onClick={() => setReviewing(true)}>
        {m.effect_review()}
      </Button>
      {editor && indicator && (
        <ButtonLink icon="edit" href={`${recordPath(town, 'measure', measure.id)}/kennzahl`}>
          {m.effect_edit()}
        </ButtonLink>
      )}
      {reviewing && indicator && (
        <ReviewDialog measure={measure} indicator={indicator} onClose={() => setReviewing(false)} />
      )}
    </>
  );
}

function Known({ measure, indicator }: { measure: Measure; indicator: Indicator }) {
  const town = useTown();
  const { titleOf } = useScopes();
  return (
    <>
      <Section
        title={indicatorName(indicator, titleOf)}
        actions={<Measuring measure={measure} indicator={indicator} />}
      >
        <Stack>
          <Facts facts={factsOf(indicator)} />
          <ChartFigure
            queryKey={['effect', town, measure.id]}
            load={(width) => effect.chart({ town, id: measure.id, width })}
          />
        </Stack>
      </Section>
      <EffectReading indicator={indicator} />
    </>
  );
}

const TRENDS = {
  better: m.effect_trend_better,
  worse: m.effect_trend_worse,
  same: m.effect_trend_same,
};

function factsOf(indicator: Indicator) {
  const { baseline, baselineOn, unit, values, target, better } = indicator;
  const last = values.at(-1);
  const series = [...(baseline === null ? [] : [baseline]), ...values.map(({ value }) => value)];
  const trend = trendOf(better, series);
  const way = last ? wayDone(indicator, last.value) : null;
  return [
    {
      label: m.effect_before(),
      value:
        baseline === null || !baselineOn
          ? m.effect_no_baseline()
          : `${withUnit(baseline, unit)} (${date(baselineOn)})`,
    },
    { label: m.effect_target(), value: withUnit(target, unit) },
    {
      label: m.effect_now(),
      value: last ? `${withUnit(last.value, unit)} (${date(last.measuredOn)})` : m.effect_not_measured(),
    },
    {
      label: m.effect_trend(),
      value: [
        trend ? TRENDS[trend]() : m.effect_trend_none(),
        ...(way === null ? [] : [m.effect_way({ percent: way })]),
      ].join(', '),
    },
    {
      label: m.effect_next_review(),
      value: (
        <>
          {indicator.nextReviewOn ? date(indicator.nextReviewOn) : m.effect_no_more()}{' '}
          {indicator.due && (
            <Badge tone="warning" icon="clock">
              {m.effect_due()}
            </Badge>
          )}
        </>
      ),
    },
  ];
}

/** Takes a value now, or asks for one; and takes the indicator away. */
function Measuring({ measure, indicator }: { measure: Measure; indicator: Indicator }) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const [typing, setTyping] = useState(false);
  const touches = touched(town, measure.id);
  const take = useSave(effect.takeValue, touches);
  const remove = useSave(effect.removeIndicator, touches);
  if (!editor) return null;
  const tell = (error: unknown) =>
    toast(problemOf(error)?.text ?? m.effect_unreachable(), { tone: 'danger' });
  const measureNow = async () => {
    try {
      const after = await take.mutateAsync({ input: { town, id: measure.id } });
      const last = after.indicator.values.at(-1);
      if (last) toast(m.effect_measured({ value: withUnit(last.value, indicator.unit) }));
    } catch (error) {
      tell(error);
    }
  };
  const takeAway = async () => {
    const title = m.effect_remove_title({ number: measureNumber(measure) });
    const text = <p>{m.effect_remove_text()}</p>;
    if (!(await confirm({ title, text, action: m.effect_remove(), danger: true }))) return;
    try {
      await remove.mutateAsync({ input: { town, id: measure.id } });
      toast(m.effect_removed());
    } catch (error) {
      tell(error);
    }
  };
  return (
    <>
      {indicator.source === ENTERED ? (
        <Button small icon="edit" onClick={() => setTyping(true)}>
          {m.effect_enter()}
        </Button>
      ) : (
        <Button small icon="activity" busy={take.isPending} onClick={() => void measureNow()}>
          {m.effect_measure_now()}
        </Button>
      )}
      <Button small kind="quiet" icon="trash" busy={remove.isPending} onClick={() => void takeAway()}>
        {m.effect_remove()}
      </Button>
      {typing && <ValueDialog measure={measure} indicator={indicator} onClose={() => setTyping(false)} />}
    </>
  );
}
