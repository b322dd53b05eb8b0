import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { ChartFigure, useAddress, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Page, Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { Tabs } from '#ui-kit/tabs';
import { fulfilmentOf } from '../domain/fulfilment.ts';
import { FRAMEWORKS, type FrameworkId } from '../domain/rating.ts';
import { ChapterScores } from './chapter-scores.tsx';
import { Missing, NoWeek, useFrameworks, useWeeks } from './parts.tsx';
import { assessment, CERTAINTY_WORDS, FRAMEWORK_WORDS, type Framework, local, type Rating } from './words.ts';

/** Where the town stands against ITIL and VdS 10000: per group, then requirement by requirement. */
export function ComparisonPage() {
  const town = useTown();
  const { query } = useAddress();
  const chosen: FrameworkId = FRAMEWORKS.find((f) => f === query.rahmen) ?? 'itil';
  const weeks = useWeeks();
  const week = weeks.data?.rows[0];
  const framework = useFrameworks()?.find((f) => f.id === chosen);
  const ratings = useRecord(
    ['ratings', town, week?.id, chosen],
    () => assessment.ratings.list({ town, engagementId: week?.id ?? '', framework: chosen, limit: 200 }),
    Boolean(week),
  );
  const base = listPath(town, 'rating');
  if (weeks.error) return <Missing error={weeks.error} title={m.assessment_comparison()} back={base} />;
  return (
    <Page title={m.assessment_comparison()} lead={m.assessment_comparison_lead()}>
      <Tabs
        label={m.assessment_frameworks()}
        tabs={FRAMEWORKS.map((id) => ({
          href: `${base}?rahmen=${id}`,
          label: FRAMEWORK_WORDS[id],
          current: id === chosen,
        }))}
      />
      {weeks.data && !week && <NoWeek />}
      {week && !(framework && ratings.data) && <Skeleton lines={8} />}
      {framework && ratings.data && (
        <Compared week={week?.id ?? ''} framework={framework} id={chosen} ratings={ratings.data.rows} />
      )}
    </Page>
  );
}

interface ComparedProps {
  week: string;
  id: FrameworkId;
  framework: Framework;
  ratings: Rating[];
}

function Compared({ week, id, framework, ratings }: ComparedProps) {
  const town = useTown();
  const whole = fulfilmentOf(
    '',
    ratings.map(({ level, target }) => ({ group: '', level, target })),
  );
  return (
    <>
      <Section title={m.assessment_degree({ degree: whole.degree ?? 0 })}>
        <p>{m.assessment_rated_of({ rated: whole.rated, total: framework.requirements.length })}</p>
        <ChartFigure
          queryKey={['ratings', town, week, id]}
          load={(width) => assessment.levelChart({ town, id: week, framework: id, width })}
          note={m.assessment_chart_note()}
        />
      </Section>
      <ChapterScores week={week} framework={id} />
      {framework.groups.map((group) => (
        <Requirements key={group.code} framework={framework} group={group.code} ratings={ratings} />
      ))}
    </>
  );
}

function Requirements({
  framework,
  group,
  ratings,
}: {
  framework: Framework;
  group: string;
  ratings: Rating[];
}) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const rows = framework.requirements.filter((r) => r.group === group);
  const title = framework.groups.find((g) => g.code === group)?.title;
  if (rows.length === 0 || !title) return null;
  return (
    <Section title={`${/^\d|^A$/.test(group) ? `${group} ` : ''}${local(title)}`}>
      <table className="k-table" data-fixed>
        <thead>
          <tr>
            <th scope="col">{m.assessment_requirement()}</th>
            <th scope="col">{m.assessment_level()}</th>
            <th scope="col">{m.assessment_target()}</th>
            <th scope="col">{m.assessment_certainty()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((requirement) => {
            const rating = ratings.find((r) => r.requirement === requirement.code);
            const name = `${framework.id === 'itil' ? '' : `${requirement.code} `}${local(requirement.title)}`;
            const href = rating
              ? recordPath(town, 'rating', rating.id)
              : `${listPath(town, 'rating')}/neu?framework=${framework.id}&requirement=${encodeURIComponent(requirement.code)}`;
            return (
              <tr key={requirement.code}>
                <th scope="row">{rating || editor ? <a href={href}>{name}</a> : name}</th>
                <td>{rating?.level ?? m.assessment_not_rated()}</td>
                <td>{rating?.target ?? requirement.typicalTarget}</td>
                <td>{rating ? CERTAINTY_WORDS[rating.certainty]() : ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
