import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { RadioGroup } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { DateField, Select, TextArea, TextField } from '#ui-kit/fields';
import { Form } from '#ui-kit/form';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Grid, Section } from '#ui-kit/page';
import { useDialogSave } from './dialog-save.ts';
import { DialogRemoval } from './removal.tsx';
import { assessment, type Goal, goalNumber } from './words.ts';

type Pair = Awaited<ReturnType<typeof assessment.goalPairs.get>>;
const RELATIONS: Record<Pair['relation'], () => string> = {
  contradicts: m.assessment_pair_contradicts,
  repeats: m.assessment_pair_repeats,
};

/** Goals that contradict or repeat each other, side by side until somebody decides. */
export function GoalPairs({ week }: { week: string }) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const [editing, setEditing] = useState<Partial<Pair>>();
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
            title={m.assessment_pair_hint({ goal: named(find(goal)), other: named(find(other)) })}
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

const named = (goal: Goal | undefined): string => (goal ? `${goalNumber(goal)} ${goal.title}` : '');

interface CardProps {
  pair: Pair;
  left: Goal | undefined;
  right: Goal | undefined;
  onEdit: (() => void) | undefined;
}

function PairCard({ pair, left, right, onEdit }: CardProps) {
  return (
    <section className="k-card" aria-label={`${named(left)} – ${named(right)}`}>
      <p>
        <Badge tone={pair.relation === 'contradicts' ? 'warning' : 'neutral'}>
          {RELATIONS[pair.relation]()}
        </Badge>{' '}
        {pair.decision && <Badge tone="success">{m.assessment_pair_decided()}</Badge>}
      </p>
      <Grid>
        {[left, right].map((goal, at) => (
          <div key={goal?.id ?? at}>
            <strong>{named(goal)}</strong>
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

interface DialogProps {
  pair: Partial<Pair>;
  goals: readonly Goal[];
  week: string;
  onClose: () => void;
}

function PairDialog({ pair, goals, week, onClose }: DialogProps) {
  const town = useTown();
  const [value, setValue] = useState({
    goalId: pair.goalId ?? '',
    otherGoalId: pair.otherGoalId ?? '',
    relation: pair.relation ?? ('contradicts' as Pair['relation']),
    note: pair.note ?? '',
    decision: pair.decision ?? '',
    decidedBy: pair.decidedBy ?? '',
    decidedOn: pair.decidedOn ?? '',
  });
  const change = (part: Partial<typeof value>) => setValue({ ...value, ...part });
  const touches = [
    ['goal-pairs', town],
    ['gates', town],
  ];
  const create = useSave(assessment.goalPairs.create, touches);
  const update = useSave(assessment.goalPairs.update, touches);
  const remove = useSave(assessment.goalPairs.remove, touches);
  const { id, version = 0 } = pair;
  const fields = { ...value, decidedOn: value.decidedOn || null };
  const { submit, faults, problem } = useDialogSave(
    (key) =>
      id
        ? update.mutateAsync({ input: { town, id, ...fields }, version })
        : create.mutateAsync({ input: { town, engagementId: week, ...fields }, key }),
    onClose,
  );
  const options = goals.map((goal) => ({ value: goal.id, label: named(goal) }));
  return (
    <Dialog open onClose={onClose} title={m.assessment_pairs()} wide>
      <Form
        onSubmit={submit}
        submit={m.assessment_save()}
        onCancel={onClose}
        faults={faults}
        problem={problem}
      >
        {!pair.id && (
          <>
            <Select
              name="goalId"
              label={m.assessment_goal()}
              none={m.assessment_choose()}
              options={options}
              value={value.goalId}
              onChange={(goalId) => change({ goalId })}
            />
            <Select
              name="otherGoalId"
              label={m.assessment_pair_other()}
              none={m.assessment_choose()}
              options={options.filter((option) => option.value !== value.goalId)}
              value={value.otherGoalId}
              onChange={(otherGoalId) => change({ otherGoalId })}
            />
          </>
        )}
        <RadioGroup
          name="relation"
          label={m.assessment_pair_relation()}
          options={[
            { value: 'contradicts', label: m.assessment_pair_contradicts() },
            { value: 'repeats', label: m.assessment_pair_repeats() },
          ]}
          value={value.relation}
          onChange={(relation) => change({ relation: relation as Pair['relation'] })}
        />
        <TextArea
          name="note"
          label={m.assessment_note()}
          optional
          rows={2}
          value={value.note}
          onChange={(note) => change({ note })}
        />
        <TextArea
          name="decision"
          label={m.assessment_pair_decision()}
          help={m.assessment_pair_decision_help()}
          optional
          rows={2}
          value={value.decision}
          onChange={(decision) => change({ decision })}
        />
        <TextField
          name="decidedBy"
          label={m.assessment_pair_decided_by()}
          optional
          value={value.decidedBy}
          onChange={(decidedBy) => change({ decidedBy })}
        />
        <DateField
          name="decidedOn"
          label={m.assessment_pair_decided_on()}
          optional
          value={value.decidedOn}
          onChange={(decidedOn) => change({ decidedOn })}
        />
        {id && (
          <DialogRemoval
            name={m.assessment_pair_name()}
            remove={() => remove.mutateAsync({ input: { town, id }, version })}
            onGone={onClose}
          />
        )}
      </Form>
    </Dialog>
  );
}
