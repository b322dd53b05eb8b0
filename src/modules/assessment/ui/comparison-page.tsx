import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import type { catalogueContract } from '#modules/catalogue/contract';
import { api, ChartFigure, useAddress, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { Icon } from '#ui-kit/icons';
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
    <Page
      title={m.assessment_comparison()}
      lead={m.assessment_comparison_lead()}
      actions={
        <>
          {(weeks.data?.rows.length ?? 0) > 1 && (
            <ButtonLink icon="activity" href={`${base}/verlauf?rahmen=${chosen}`}>
              {m.assessment_trend()}
            </ButtonLink>
          )}
          {chosen === 'vds10000' && (
            <ButtonLink icon="clock" href={`${base}/frueher`}>
              {m.assessment_older_short()}
            </ButtonLink>
          )}
        </>
      }
    >
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

const catalogue = api<typeof catalogueContract>('catalogue');

interface ComparedProps {
  week: string;
  id: FrameworkId;
  framework: Framework;
  ratings: Rating[];
}

function Compared({ week, id, framework, ratings }: ComparedProps) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const whole = fulfilmentOf(
    '',
    ratings.map(({ level, target }) => ({ group: '', level, target })),
  );
  const corrections = useRecord(['corrections', town, id], () =>
    catalogue.corrections.list({ town, framework: id, limit: 200 }),
  );
  const corrected = new Set((corrections.data?.rows ?? []).map(({ requirement }) => requirement));
  const rated = (code: string) => ratings.some(({ requirement }) => requirement === code);
  const [needed, preset] = parted(
    framework.requirements,
    ({ code, tier }) => tier !== 'small' || rated(code),
  );
  return (
    <>
      <Section
        title={
          whole.rated === 0 ? m.assessment_degree_open() : m.assessment_degree({ degree: whole.degree ?? 0 })
        }
      >
        <p>{m.assessment_rated_of({ rated: whole.rated, total: needed.length })}</p>
        {whole.rated > 0 && <p className="k-help">{m.assessment_degree_rule()}</p>}
        <p className="k-help">
          {[framework.edition ?? framework.version, framework.scale && local(framework.scale.name)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <ChartFigure
          queryKey={['ratings', town, week, id]}
          load={(width) => assessment.levelChart({ town, id: week, framework: id, width })}
          note={m.assessment_chart_note()}
        />
      </Section>
      <ChapterScores
        week={week}
        framework={id}
        hrefOf={(code) => {
          const row = ratings.find(({ requirement }) => requirement === code);
          if (row) return recordPath(town, 'rating', row.id);
          return editor ? ratingHref(town, framework, code) : undefined;
        }}
      />
      {framework.groups.map((group) => (
        <Requirements
          key={group.code}
          framework={framework}
          corrected={corrected}
          group={group.code}
          rows={needed.filter((one) => one.group === group.code)}
          ratings={ratings}
        />
      ))}
      <NotNeeded framework={framework} rows={preset} />
    </>
  );
}

const parted = <T,>(rows: readonly T[], holds: (row: T) => boolean): [T[], T[]] => [
  rows.filter(holds),
  rows.filter((row) => !holds(row)),
];

type Requirement = Framework['requirements'][number];

const ratingHref = (town: string, framework: Framework, code: string) =>
  `${listPath(town, 'rating')}/neu?framework=${framework.id}&requirement=${encodeURIComponent(code)}`;

/** Preset as not needed at this size, each with its reason; judging one takes it up. */
function NotNeeded({ framework, rows }: { framework: Framework; rows: readonly Requirement[] }) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  if (rows.length === 0) return null;
  return (
    <Section title={m.assessment_not_needed()}>
      <p>{m.assessment_not_needed_lead()}</p>
      <details className="k-details">
        <summary>
          <Icon name="right" />
          {m.assessment_not_needed_show({ count: rows.length })}
        </summary>
        <ul className="k-stack">
          {rows.map((one) => (
            <li key={one.code}>
              {editor ? (
                <a href={ratingHref(town, framework, one.code)}>{local(one.title)}</a>
              ) : (
                local(one.title)
              )}
              {one.presetReason && <p className="k-help">{local(one.presetReason)}</p>}
            </li>
          ))}
        </ul>
      </details>
    </Section>
  );
}

/** `Belege: 2 Dateien, I-017`; empty without any. */
function restsOnText({ files, pages, postings, items }: Rating['restsOn']): string {
  const what = [
    files > 0 && m.assessment_rests_on_files({ count: files }),
    pages > 0 && m.assessment_rests_on_pages({ count: pages }),
    postings > 0 && m.assessment_rests_on_postings({ count: postings }),
    ...items,
  ].filter(Boolean);
  return what.length > 0 ? m.assessment_rests_on_short({ what: what.join(', ') }) : '';
}

/** That a rating still is as an earlier week had it, or what it was then. */
function carriedText({ carriedFrom, carriedLevel, level, certainty }: Rating): string {
  if (!carriedFrom) return '';
  if (certainty === 'open') return m.assessment_carried();
  return level === carriedLevel ? '' : m.assessment_carried_changed({ level: carriedLevel ?? '–' });
}

const isUnconfirmed = ({ code, confirmedParts }: Requirement, corrected: ReadonlySet<string>): boolean =>
  Object.values(confirmedParts).includes(false) && !corrected.has(code);

interface RequirementsProps {
  framework: Framework;
  /** Requirements the town has compared with its own copy. */
  corrected: ReadonlySet<string>;
  group: string;
  rows: readonly Requirement[];
  ratings: Rating[];
}

function Requirements({ framework, corrected, group, rows, ratings }: RequirementsProps) {
  const town = useTown();
  const editor = useHolds(EDITORS);
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
              : ratingHref(town, framework, requirement.code);
            return (
              <tr key={requirement.code}>
                <th scope="row">
                  {rating || editor ? <a href={href}>{name}</a> : name}
                  {isUnconfirmed(requirement, corrected) && (
                    <small className="k-muted"> {m.assessment_unconfirmed_mark()}</small>
                  )}
                  {rating && carriedText(rating) && (
                    <small className="k-muted k-line">{carriedText(rating)}</small>
                  )}
                  {rating && restsOnText(rating.restsOn) && (
                    <small className="k-muted k-line">{restsOnText(rating.restsOn)}</small>
                  )}
                </th>
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
