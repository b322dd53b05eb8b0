import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { useAddress, useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { date } from '#ui-kit/format';
import { Page, Prose, Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { Missing } from './parts.tsx';
import { assessment, goalNumber } from './words.ts';

/** The agreed target state, for mayor and council to read: vision, goals by weight, what must hold for it, decisions. */
export function TargetPage() {
  const town = useTown();
  const id = useAddress().params.id ?? '';
  const editor = useHolds(EDITORS);
  const { data: week, error } = useRecord(['engagement', town, id], () =>
    assessment.engagements.get({ town, id }),
  );
  const here = recordPath(town, 'engagement', id);
  if (error)
    return (
      <Missing error={error} title={m.assessment_target_picture()} back={listPath(town, 'engagement')} />
    );
  if (!week) return <Skeleton lines={8} />;
  const edit = editor && (
    <ButtonLink icon="edit" href={`${here}/bearbeiten`}>
      {m.assessment_target_edit()}
    </ButtonLink>
  );
  return (
    <Page
      title={m.assessment_target_picture()}
      lead={
        week.targetAgreedOn
          ? m.assessment_target_agreed({ date: date(week.targetAgreedOn) })
          : m.assessment_target_not_agreed()
      }
      back={{ href: here, label: week.title }}
      width="text"
      actions={
        <>
          {edit}
          <Button icon="print" onClick={() => print()}>
            {m.assessment_print()}
          </Button>
        </>
      }
    >
      {week.targetPicture ? (
        <Prose text={week.targetPicture} />
      ) : (
        <EmptyState icon="flag" title={m.assessment_target_empty()} why={m.assessment_target_empty_why()}>
          {edit}
        </EmptyState>
      )}
      <Goals week={id} />
      <Factors week={id} />
      <Decisions week={id} />
    </Page>
  );
}

function Goals({ week }: { week: string }) {
  const town = useTown();
  const { data } = useRecord(['goals', town, 'weighed', week], () =>
    assessment.goals.list({ town, engagementId: week, limit: 200, sort: '-weight' }),
  );
  if (!data || data.rows.length === 0) return null;
  return (
    <Section title={m.assessment_target_goals()}>
      <ol className="k-stack">
        {data.rows.map((goal) => (
          <li key={goal.id}>
            <a href={recordPath(town, 'goal', goal.id)}>
              {goalNumber(goal)} {goal.title}
            </a>
            {goal.noticedBy && <p>{m.assessment_target_noticed({ sign: goal.noticedBy })}</p>}
            <p className="k-small">{goal.ownerName ?? m.assessment_nobody()}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Factors({ week }: { week: string }) {
  const town = useTown();
  const { data } = useRecord(['success-factors', town, week], () =>
    assessment.successFactors.list({ town, engagementId: week, limit: 200 }),
  );
  if (!data || data.rows.length === 0) return null;
  return (
    <Section title={m.assessment_factors()}>
      <ul className="k-stack">
        {data.rows.map((factor) => (
          <li key={factor.id}>
            <strong>{factor.title}</strong>
            {factor.note && <p>{factor.note}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Decisions({ week }: { week: string }) {
  const town = useTown();
  const { data } = useRecord(['goal-pairs', town, week], () =>
    assessment.goalPairs.list({ town, engagementId: week, limit: 200 }),
  );
  const decided = (data?.rows ?? []).filter(({ decision }) => decision);
  if (decided.length === 0) return null;
  return (
    <Section title={m.assessment_target_decisions()}>
      <ul className="k-stack">
        {decided.map((pair) => (
          <li key={pair.id}>
            {pair.decision}
            {pair.decidedBy && ` (${pair.decidedBy})`}
          </li>
        ))}
      </ul>
    </Section>
  );
}
