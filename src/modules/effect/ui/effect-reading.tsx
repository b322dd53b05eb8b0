import { type RecordLinkKind, recordPath } from '#kernel/paths';
import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Icon } from '#ui-kit/icons';
import { Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { ENTERED, type SourceKey } from '../domain/sources.ts';
import { effect, type Indicator, RULES, SHOWS_MISSING, sourceHref, withUnit } from './words.ts';

/** The rule of a figure and the rows it counts now. */
export function EffectReading({ indicator }: { indicator: Indicator }) {
  const { source, scope } = indicator;
  return (
    <Section title={m.effect_how()}>
      <p>{RULES[source]()}</p>
      {source !== ENTERED && <Rows source={source} scope={scope} unit={indicator.unit} />}
    </Section>
  );
}

function Rows({ source, scope, unit }: { source: SourceKey; scope: string; unit: Indicator['unit'] }) {
  const town = useTown();
  const { data } = useRecord(['effect', town, 'reading', source, scope], () =>
    effect.reading({ town, source, scope }),
  );
  if (!data) return <Skeleton lines={2} />;
  const { value, part, whole, rows, rowTotal } = data;
  const counted =
    part !== null && whole !== null ? ` (${m.effect_values_of({ part: `${part}`, whole: `${whole}` })})` : '';
  const said = SHOWS_MISSING.includes(source)
    ? m.effect_rows_missing({ count: rowTotal })
    : m.effect_rows({ count: rowTotal });
  return (
    <>
      <p>
        {value === null
          ? m.effect_silent()
          : `${m.effect_baseline_now({ value: withUnit(value, unit) })}${counted}.`}{' '}
        <a href={sourceHref(town, source, scope)}>{m.effect_rows_list()}</a>
      </p>
      {rows.length > 0 && (
        <details className="k-details">
          <summary>
            <Icon name="right" />
            {said}
          </summary>
          <ul>
            {rows.map(({ kind, id, label }) => (
              <li key={id + label}>
                <a href={recordPath(town, kind as RecordLinkKind, id)}>{label}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
