import type { ReactNode } from 'react';
import { recordPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { money } from '#ui-kit/format';
import { Section } from '#ui-kit/page';
import { conditionSentence, namesOf, useReasons } from './planning.ts';
import { useRoleTitle } from './roles.ts';
import { conflictSentence, KIND_WORDS, KINDS, measureNumber, type Roadmap, sumOf } from './words.ts';

/** Stand in a translated sentence where the links belong. */
const MARKS = { measure: '{0}', other: '{1}' };

function withLinks(sentence: string, links: readonly ReactNode[]): ReactNode[] {
  return sentence.split(/(\{[01]\})/).map((part) => {
    const place = /^\{([01])\}$/.exec(part)?.[1];
    return place === undefined ? part : links[Number(place)];
  });
}

/** Everything that does not work out, as sentences: order of the measures, money, then time and conditions. */
export function Conflicts({ view }: { view: Roadmap }) {
  const town = useTown();
  const over = view.years.flatMap((year) => KINDS.map((kind) => sumOf(year, kind)).filter((sum) => sum.over));
  const names = namesOf(view, town, useRoleTitle());
  // Order and money are told above, from the rows that are on the screen.
  const broken = useReasons().data?.broken.filter(({ kind }) => kind !== 'needs' && kind !== 'budget');
  const link = (id: string) => {
    const measure = view.measures.find((one) => one.id === id);
    return measure ? (
      <a key={id} href={recordPath(town, 'measure', id)}>
        {measureNumber(measure)} {measure.title}
      </a>
    ) : null;
  };
  return (
    <Section title={m.roadmap_conflicts()}>
      {broken && view.conflicts.length + over.length + broken.length === 0 && (
        <p>{m.roadmap_no_conflicts()}</p>
      )}
      <ul>
        {view.conflicts.map((conflict) => (
          <li key={`${conflict.measureId} ${conflict.otherId}`}>
            <Badge tone="warning">{m.roadmap_conflict_order()}</Badge>{' '}
            {withLinks(conflictSentence(conflict, view.measures, MARKS), [
              link(conflict.measureId),
              link(conflict.otherId),
            ])}
          </li>
        ))}
        {over.map(({ year, kind, cents, frame }) => (
          <li key={`${year} ${kind}`}>
            <Badge tone="danger">{m.roadmap_over()}</Badge>{' '}
            {m.roadmap_over_sentence({
              year: String(year),
              kind: KIND_WORDS[kind](),
              cost: money(cents),
              frame: money(frame ?? 0),
              excess: money(cents - (frame ?? 0)),
            })}
          </li>
        ))}
        {broken?.map((one) => (
          <li key={JSON.stringify(one)}>
            <Badge tone="warning">
              {one.role ? m.roadmap_conflict_time() : m.roadmap_conflict_condition()}
            </Badge>{' '}
            {conditionSentence(one, names)}
          </li>
        ))}
      </ul>
    </Section>
  );
}
