import type { catalogueContract } from '#modules/catalogue/contract';
import { api, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import { Button } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { ENTERED, SOURCES, type SourceKey } from '../domain/sources.ts';
import type { IndicatorValue } from './indicator-fields.tsx';
import { type Measure, measures, UNIT_WORDS } from './words.ts';

const { library } = api<typeof catalogueContract>('catalogue');
type LibraryMeasure = Awaited<ReturnType<typeof library.get>>;

/** The measure of the library with the same name, else the first that answers what this one answers. */
async function findInLibrary(town: string, measure: Measure): Promise<LibraryMeasure | null> {
  const page = await library.list({ town, q: measure.title, limit: 1 });
  const same = page.rows.find(({ title }) => Object.values(title).includes(measure.title));
  if (same) return library.get({ town, measure: same.id });
  const { findings } = await measures.links({ town, id: measure.id });
  const first = findings[0] ? await measures.suggestions({ town, id: findings[0] }) : null;
  const id = first?.suggestions[0]?.measure.id;
  return id ? library.get({ town, measure: id }) : null;
}

/** A source that reads where the library says, in the same unit and direction, and asks for nothing more. */
const boundTo = ({ readFrom, unit, better }: LibraryMeasure['indicator']): SourceKey | null =>
  (Object.keys(SOURCES) as SourceKey[]).find((key) => {
    const source = SOURCES[key];
    return (
      source.place === readFrom && source.unit === unit && source.better === better && source.scope === 'none'
    );
  }) ?? null;

/** What the library of measures would look at; nothing is chosen before somebody takes it. */
export function LibrarySuggestion(props: {
  measure: Measure;
  change: (part: Partial<IndicatorValue>) => void;
}) {
  const town = useTown();
  const { measure, change } = props;
  const { data } = useRecord(['effect', town, measure.id, 'library'], () => findInLibrary(town, measure));
  if (!data) return null;
  const { indicator, firstReviewMonths } = data;
  const name = indicator.name[getLocale()];
  const take = () => {
    const source = boundTo(indicator);
    change({
      source: source ?? ENTERED,
      scope: '',
      name: name.slice(0, 200),
      unit: indicator.unit,
      better: indicator.better,
      rhythmMonths: Math.min(36, Math.max(1, firstReviewMonths)),
    });
  };
  return (
    <Notice title={m.effect_suggested({ text: `${name} (${UNIT_WORDS[indicator.unit]()})` })}>
      <Button small onClick={take}>
        {m.effect_suggested_take()}
      </Button>
    </Notice>
  );
}
