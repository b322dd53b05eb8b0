import { problemOf, useTown } from '#platform/client';
import { m } from '#texts';
import { quarter } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { PlainTable } from '#ui-kit/plain-table';
import { Skeleton } from '#ui-kit/skeleton';
import { departureSentence, earlierSentence, namesOf, useReasons } from './planning.ts';
import { useRoleTitle } from './roles.ts';
import type { Roadmap } from './words.ts';

/** Why each measure of the plan in force does not start earlier. */
export function WhyNotEarlier({ view }: { view: Roadmap }) {
  const town = useTown();
  const { data, error } = useReasons();
  const names = namesOf(view, town, useRoleTitle());
  const startsOf = (id: string) => view.measures.find((one) => one.id === id)?.starts ?? null;
  const rows = (data?.measures ?? []).filter(({ id }) => startsOf(id) !== null);
  return (
    <Section title={m.roadmap_earlier()}>
      <p className="k-help">{m.roadmap_earlier_help()}</p>
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.roadmap_unreachable()} />}
      {!data && !error && <Skeleton lines={4} />}
      {rows.length > 0 && (
        <PlainTable
          label={m.roadmap_earlier()}
          rows={rows}
          columns={[
            {
              title: m.roadmap_plan_measure(),
              cell: ({ id }) => <a href={names.href(id)}>{names.titleOf(id)}</a>,
            },
            { title: m.roadmap_plan_before(), cell: ({ id }) => quarter(startsOf(id) ?? '') },
            {
              title: m.roadmap_earlier(),
              cell: ({ earlier, departure }) => (
                <>
                  {earlierSentence(earlier, names)}
                  {departure && <p className="k-help">{departureSentence(departure, names)}</p>}
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
