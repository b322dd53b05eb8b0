import { recordPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { money, quarter as quarterText } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { endQuarter } from '../domain/roadmap.ts';
import { measureNumber, type Planned, type Roadmap } from './words.ts';

function MeasureLink({ measure }: { measure: Planned }) {
  const town = useTown();
  return (
    <a href={recordPath(town, 'measure', measure.id)}>
      {measureNumber(measure)} {measure.title}
    </a>
  );
}

/** The quarter that a link led to: what runs in it. */
export function InQuarter({ view, quarter }: { view: Roadmap; quarter: string }) {
  const running = view.measures.filter(
    ({ starts, quarters }) => starts && starts <= quarter && quarter <= endQuarter({ starts, quarters }),
  );
  return (
    <Section title={m.roadmap_in_quarter({ quarter: quarterText(quarter) })}>
      {running.length === 0 && <p>{m.roadmap_in_quarter_none()}</p>}
      <ul>
        {running.map((measure) => (
          <li key={measure.id}>
            <MeasureLink measure={measure} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Measures without a place, each with the way to give it one. */
export function Unscheduled({ view, onPlace }: { view: Roadmap; onPlace: (measure: Planned) => void }) {
  const open = view.measures.filter(({ starts }) => !starts);
  const reason = view.may.place ? undefined : m.roadmap_only_editors();
  return (
    <Section title={m.roadmap_unscheduled()}>
      {open.length === 0 && <p>{m.roadmap_unscheduled_none()}</p>}
      {open.length > 0 && reason && <p className="k-help">{reason}</p>}
      <ul>
        {open.map((measure) => (
          <li key={measure.id}>
            <p>
              <MeasureLink measure={measure} />{' '}
              {measure.mandatory && <Badge icon="lock">{m.roadmap_mandatory()}</Badge>}{' '}
              <span className="k-muted">
                {m.roadmap_cost({
                  once: money(measure.onceCostCents),
                  yearly: money(measure.yearlyCostCents),
                })}
              </span>{' '}
              <Button small icon="roadmap" reason={reason} onClick={() => onPlace(measure)}>
                {m.roadmap_place({ number: measureNumber(measure) })}
              </Button>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
