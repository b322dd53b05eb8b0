import { addMonths, localDateOf } from '#kernel/dates';
import { recordPath } from '#kernel/paths';
import { measureNumber } from '#modules/measures/ui';
import { RecordForm, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { EffectMissing } from './effect-page.tsx';
import { IndicatorFields, type IndicatorValue } from './indicator-fields.tsx';
import { LibrarySuggestion } from './library-suggestion.tsx';
import { effect, type Indicator, type Measure, touched, useMeasure } from './words.ts';

/** `/massnahmen/<id>/kennzahl`: what shows that a measure works. */
export function IndicatorPage() {
  const town = useTown();
  const { id = '' } = useAddress().params;
  const { data: measure, error } = useMeasure(id);
  const known = useRecord(['effect', town, id, 'indicator'], () => effect.indicator({ town, id }));
  if (error ?? known.error) return <EffectMissing error={error ?? known.error} />;
  if (!measure || !known.data) return <Skeleton lines={6} />;
  return <IndicatorForm key={id} measure={measure} indicator={known.data.indicator} />;
}

const FIRST_MONTHS = 6;

function formValue(indicator: Indicator | null): IndicatorValue {
  if (indicator)
    return {
      source: indicator.source,
      scope: indicator.scope ?? '',
      name: indicator.name ?? '',
      unit: indicator.unit,
      better: indicator.better,
      baseline: indicator.baseline,
      baselineOn: indicator.baselineOn ?? '',
      target: indicator.target,
      firstReviewOn: indicator.firstReviewOn,
      rhythmMonths: indicator.rhythmMonths,
    };
  return {
    source: '',
    scope: '',
    name: '',
    unit: 'count',
    better: 'lower',
    baseline: null,
    baselineOn: '',
    target: null,
    firstReviewOn: addMonths(localDateOf(new Date()), FIRST_MONTHS),
    rhythmMonths: FIRST_MONTHS,
  };
}

function IndicatorForm({ measure, indicator }: { measure: Measure; indicator: Indicator | null }) {
  const town = useTown();
  const { go } = useAddress();
  const set = useSave(effect.setIndicator, touched(town, measure.id));
  const back = `${recordPath(town, 'measure', measure.id)}/wirksamkeit`;
  const number = measureNumber(measure);
  const stored = indicator && {
    version: indicator.version,
    read: async () => {
      const now = (await effect.indicator({ town, id: measure.id })).indicator;
      return { version: now?.version ?? 0, value: formValue(now) };
    },
  };
  return (
    <Page
      title={indicator ? m.effect_edit() : m.effect_add()}
      lead={`${number} ${measure.title}`}
      width="text"
      back={{ href: back, label: m.effect_of({ number }) }}
    >
      <RecordForm<IndicatorValue>
        draftKey={`indicator:${measure.id}`}
        initial={formValue(indicator)}
        submit={m.effect_save()}
        cancelHref={back}
        {...(stored ? { stored } : {})}
        save={({ baselineOn, ...value }, _key, version) =>
          set.mutateAsync({
            input: { town, id: measure.id, ...value, baselineOn: baselineOn || null } as never,
            ...(version > 0 ? { version } : {}),
          })
        }
        onSaved={() => {
          toast(m.effect_saved());
          go(back);
        }}
      >
        {(value, change) => (
          <>
            {measure.indicator && <Notice title={m.effect_agreed({ text: measure.indicator })} />}
            {!indicator && value.source === '' && <LibrarySuggestion measure={measure} change={change} />}
            <IndicatorFields value={value} change={change} />
          </>
        )}
      </RecordForm>
    </Page>
  );
}
