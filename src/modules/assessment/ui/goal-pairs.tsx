import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Grid, Section } from '#ui-kit/page';
import { PairDialog } from './pair-dialog.tsx';
import { assessment, type Goal, type GoalPair, namedGoal } from './words.ts';

const RELATIONS: Record<GoalPair['relation'], () => string> = {
  contradicts: m.assessment_pair_contradicts,
  repeats: m.assessment_pair_repeats,
};

/** Goals that contradict or repeat each other, side by side until somebody decides. */
export function GoalPairs({ week }: { week: string }) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const [editing, setEditing] = useState<Partial<GoalPair>>();
  const goals = useRecord(['goals', town, 'of', week], () =>
    assessment.goals.list({ town, engagementId: week, limit: 200 }),
  ).data?.rows;
  const pairs = useRecord(['goal-pairs', town, week], () =>
    assessment.goalPairs.list({ town, engagementId: week, limit: 200 }),
  ).data?.rows;
  const hints = useRecord(['goal-pairs', town, week, 'hints'], () =>
    assessment.goalHints({ town, id: week }),
  );
  if (!goals || !pairs || goals.length < 2) return null;
  const find = (id: string) => goals.find((goal) => goal.id === id);
  return (
    <Section
      title={m.assessment_pairs()}
      actions={
        editor && (
          <Button icon="plus" onClick={() => setEditing({})}>
            {m.assessment_pair_add()}
          </Button>
        )
      }
    >
      {pairs.length === 0 && <p>{m.assessment_pairs_none()}</p>}
      {pairs.map((pair) => (
        <PairCard
          key={pair.id}
          pair={pair}
          left={find(pair.goalId)}
          right={find(pair.otherGoalId)}
          onEdit={editor ? () => setEditing(pair) : undefined}
        />
      ))}
      {editor &&
        hints.data?.pairs.map(({ goal, other }) => (
          <Notice
            key={`${goal} ${other}`}
            title={m.assessment_pair_hint({ goal: namedGoal(find(goal)), other: namedGoal(find(other)) })}
          >
            <Button
              small
              onClick={() => setEditing({ goalId: goal, otherGoalId: other, relation: 'repeats' })}
            >
              {m.assessment_pair_compare()}
            </Button>
          </Notice>
        ))}
      {editing && (
        <PairDialog
          key={editing.id ?? `${editing.goalId} ${editing.otherGoalId}`}
          pair={editing}
          goals={goals}
          week={week}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Section>
  );
}

interface CardProps {
  pair: GoalPair;
  left: Goal | undefined;
  right: Goal | undefined;
  onEdit: (() => void) | undefined;
}

function PairCard({ pair, left, right, onEdit }: CardProps) {
  return (
    <section className="k-card" aria-label={`${namedGoal(left)} – ${namedGoal(right)}`}>
      <p>
        <Badge tone={pair.relation === 'contradicts' ? 'warning' : 'neutral'}>
          {RELATIONS[pair.relation]()}
        </Badge>{' '}
        {pair.decision && <Badge tone="success">{m.assessment_pair_decided()}</Badge>}
      </p>
      <Grid>
        {[left, right].map((goal, at) => (
          <div key={goal?.id ?? at}>
            <strong>{namedGoal(goal)}</strong>
            <p className="k-small">{goal?.ownerName ?? m.assessment_nobody()}</p>
            {goal?.noticedBy && <p>{goal.noticedBy}</p>}
          </div>
        ))}
      </Grid>
      {pair.note && <p>{pair.note}</p>}
      {pair.decision && (
        <p>
          <strong>{m.assessment_pair_decision()}:</strong> {pair.decision}
          {pair.decidedBy &&
            ` (${[pair.decidedBy, pair.decidedOn && date(pair.decidedOn)].filter(Boolean).join(', ')})`}
        </p>
      )}
      {onEdit && (
        <Button small icon="edit" onClick={onEdit}>
          {pair.decision ? m.assessment_edit() : m.assessment_pair_decide()}
        </Button>
      )}
    </section>
  );
}
