import { useEffect, useRef, useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import {
  type FieldWord,
  type Problem,
  useAddress,
  useChain,
  useHolds,
  useRecord,
  useSave,
  useStory,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { Button, ButtonLink } from '#ui-kit/button';
import { Chain } from '#ui-kit/chain';
import { RadioGroup } from '#ui-kit/choices';
import { Select, TextArea } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import { Notice } from '#ui-kit/notice';
import { Beside, Page, Section, Stack } from '#ui-kit/page';
import { useShortcuts } from '#ui-kit/shortcuts';
import { Skeleton } from '#ui-kit/skeleton';
import { Timeline } from '#ui-kit/timeline';
import { mayLeave, useUnsavedGuard } from '#ui-kit/unsaved';
import { AnswerScores } from './answer-scores.tsx';
import { Missing, saidBy, useFrameworks, useWeeks } from './parts.tsx';
import { Carried } from './rating-carried.tsx';
import { Exceptions } from './rating-exceptions.tsx';
import { RestsOn } from './rating-rests-on.tsx';
import { type SaveRating, useSavedRating } from './rating-saving.ts';
import { Confirmation } from './requirement-confirmation.tsx';
import {
  assessment,
  CERTAINTY_WORDS,
  FRAMEWORK_WORDS,
  type Framework,
  local,
  options,
  type Rating,
  type Requirement,
} from './words.ts';

const FIELDS: Record<string, FieldWord> = {
  level: { label: m.assessment_level, show: (value) => value },
  target: { label: m.assessment_target, show: (value) => value },
  certainty: {
    label: m.assessment_certainty,
    show: (value) => CERTAINTY_WORDS[value as Rating['certainty']]?.() ?? value,
  },
  evidence: { label: m.assessment_evidence },
  note: { label: m.assessment_note },
  covered_by: { label: m.assessment_covered_by },
  risk_reason: { label: m.assessment_risk_reason },
  rests_on: { label: m.assessment_rests_on, show: (value) => value },
};
const EVENTS = { linked: m.assessment_event_linked, unlinked: m.assessment_event_unlinked };

/** One question at a time. */
export function RatingPage() {
  const town = useTown();
  const id = useAddress().params.id ?? '';
  const { data, error } = useRecord(['rating', town, id], () => assessment.ratings.get({ town, id }));
  const frameworks = useFrameworks();
  const framework = frameworks?.find((f) => f.id === data?.framework);
  const requirement = framework?.requirements.find((r) => r.code === data?.requirement);
  const back = listPath(town, 'rating');
  if (error) return <Missing error={error} title={m.assessment_comparison()} back={back} />;
  if (!(data && framework && requirement)) return <Skeleton lines={8} />;
  return <Question key={id} rating={data} framework={framework} requirement={requirement} />;
}

/** Opens the rating of a requirement; the first visit creates it. */
export function RatingNewPage() {
  const town = useTown();
  const { query, go } = useAddress();
  const weeks = useWeeks();
  const frameworks = useFrameworks();
  const create = useSave(assessment.ratings.create, [['ratings', town]]);
  const started = useRef(false);
  const [problem, setProblem] = useState<string>();
  const framework = frameworks?.find((f) => f.id === query.framework);
  const requirement = framework?.requirements.find((r) => r.code === query.requirement);
  const week = weeks.data?.rows[0];
  const { mutateAsync } = create;
  useEffect(() => {
    if (started.current || !week || !framework || !requirement) return;
    started.current = true;
    const input = {
      town,
      engagementId: week.id,
      framework: framework.id as Rating['framework'],
      requirement: requirement.code,
      target: requirement.typicalTarget,
    };
    mutateAsync({ input }).then(
      (made) => go(recordPath(town, 'rating', made.id)),
      (error: unknown) => setProblem(saidBy(error)),
    );
  }, [week, framework, requirement, town, go, mutateAsync]);
  const unknown = frameworks && !requirement;
  return (
    <Page
      title={m.assessment_comparison()}
      back={{ href: listPath(town, 'rating'), label: m.assessment_comparison() }}
    >
      {problem || unknown ? (
        <Notice tone="danger" title={problem ?? m.assessment_unknown_requirement()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </Page>
  );
}

interface QuestionProps {
  rating: Rating;
  framework: Framework;
  requirement: Requirement;
}

function Question({ rating, framework, requirement }: QuestionProps) {
  const town = useTown();
  const editor = useHolds(EDITORS);
  const { save, state, chosen, busy } = useSavedRating(rating);
  const { previous, next } = useNeighbours(rating, framework);
  useKeys({
    framework,
    previous,
    next,
    ...(editor ? { onLevel: (level: number) => void save({ level }) } : {}),
  });
  const name = `${framework.id === 'itil' ? '' : `${requirement.code} `}${local(requirement.title)}`;
  return (
    <Page
      title={name}
      lead={local(requirement.question)}
      back={{
        href: `${listPath(town, 'rating')}?rahmen=${framework.id}`,
        label: FRAMEWORK_WORDS[rating.framework],
      }}
    >
      <Beside aside={<Context rating={rating} name={name} />}>
        <Carried rating={rating} editor={editor} onConfirm={() => void save({ certainty: 'certain' })} />
        {requirement.why && <p>{local(requirement.why)}</p>}
        <Levels
          rating={{ ...rating, level: chosen }}
          framework={framework}
          requirement={requirement}
          editor={editor}
          onLevel={(level) => void save({ level })}
        />
        <p role="status" className="k-small">
          {busy ? m.assessment_saving() : state.saved ? m.assessment_saved() : ''}
        </p>
        {editor && chosen !== null && (
          <p>
            <Button small kind="quiet" icon="close" onClick={() => void save({ level: null })}>
              {m.assessment_take_back()}
            </Button>
          </p>
        )}
        <Exceptions
          rating={rating}
          requirement={requirement}
          editor={editor}
          save={save}
          faults={state.faults ?? []}
        />
        <Confirmation framework={framework.id} requirement={requirement} editor={editor} />
        <Evidence rating={rating} editor={editor} save={save} faults={state.faults ?? []} />
        <RestsOn rating={rating} reason={editor ? undefined : m.assessment_only_editors()} />
        <AnswerScores
          rating={rating}
          {...(editor ? { onTake: (level: number) => void save({ level }) } : {})}
        />
        {state.problem && <Notice tone="danger" title={state.problem} />}
        <Turn previous={previous} next={next} />
      </Beside>
    </Page>
  );
}

interface KeysProps {
  framework: Framework;
  previous: string | undefined;
  next: string | undefined;
  /** Absent for who only reads. */
  onLevel?: (level: number) => void;
}

/** A level by its digit, the neighbours by n and p. */
function useKeys({ framework, previous, next, onLevel }: KeysProps): void {
  const { go } = useAddress();
  const leaveFor = (href: string) => void mayLeave().then((yes) => yes && go(href));
  useShortcuts([
    ...framework.levels.map(({ level }) => ({
      key: String(level),
      label: m.assessment_key_level({ level }),
      run: () => onLevel?.(level),
    })),
    { key: 'n', label: m.assessment_next(), run: () => next && leaveFor(next) },
    { key: 'p', label: m.assessment_previous(), run: () => previous && leaveFor(previous) },
  ]);
}

function Turn({ previous, next }: { previous: string | undefined; next: string | undefined }) {
  return (
    <div className="k-actions">
      {previous && (
        <ButtonLink icon="left" href={previous}>
          {m.assessment_previous()}
        </ButtonLink>
      )}
      {next && (
        <ButtonLink kind="primary" icon="right" href={next}>
          {m.assessment_next()}
        </ButtonLink>
      )}
    </div>
  );
}

/** Levels with what can be seen at each; the answer is saved when it is chosen. */
function Levels(props: QuestionProps & { editor: boolean; onLevel: (level: number) => void }) {
  const { rating, framework, requirement, editor, onLevel } = props;
  const proof = (level: number) =>
    requirement.proofPoints
      .find((p) => p.level === level)
      ?.points.map(local)
      .join(' ') ?? '';
  return (
    <RadioGroup
      name="level"
      label={m.assessment_level()}
      help={editor ? m.assessment_level_help() : m.assessment_only_editors()}
      options={framework.levels.map(({ level, name, meaning }) => ({
        value: String(level),
        label: `${level} ${local(name)}`,
        help: proof(level) || local(meaning),
        ...(editor ? {} : { reason: m.assessment_only_editors() }),
      }))}
      value={rating.level === null ? null : String(rating.level)}
      onChange={(level) => onLevel(Number(level))}
    />
  );
}

const TARGETS = ['0', '1', '2', '3', '4', '5'].map((value) => ({ value, label: value }));

function Evidence({
  rating,
  editor,
  save,
  faults,
}: {
  rating: Rating;
  editor: boolean;
  save: SaveRating;
  faults: Problem['fields'];
}) {
  // What is typed stays while level, target or certainty are saved beside it.
  const [typed, setTyped] = useState<{ evidence?: string; note?: string }>({});
  const { evidence = rating.evidence, note = rating.note } = typed;
  const changed = evidence !== rating.evidence || note !== rating.note;
  const faultOf = (path: string) => faults.find((fault) => fault.path === path)?.text;
  useUnsavedGuard(changed);
  if (!editor) {
    return (
      <Section title={m.assessment_evidence()}>
        <p>{rating.evidence || m.assessment_no_evidence()}</p>
      </Section>
    );
  }
  return (
    <>
      <FormRow>
        <Select
          name="target"
          label={m.assessment_target()}
          options={TARGETS}
          value={String(rating.target)}
          onChange={(target) => void save({ target: Number(target) })}
        />
        <Select
          name="certainty"
          label={m.assessment_certainty()}
          options={options(CERTAINTY_WORDS)}
          value={rating.certainty}
          onChange={(certainty) => void save({ certainty: certainty as Rating['certainty'] })}
        />
      </FormRow>
      <TextArea
        name="evidence"
        label={m.assessment_evidence()}
        help={m.assessment_evidence_help()}
        optional
        rows={3}
        value={evidence}
        onChange={(value) => setTyped({ ...typed, evidence: value })}
        fault={faultOf('evidence')}
      />
      <TextArea
        name="note"
        label={m.assessment_note()}
        optional
        rows={2}
        value={note}
        onChange={(value) => setTyped({ ...typed, note: value })}
        fault={faultOf('note')}
      />
      <Button
        icon="save"
        reason={changed ? undefined : m.assessment_nothing_changed()}
        onClick={() => void save({ evidence, note }).then((saved) => saved && setTyped({}))}
      >
        {m.assessment_save_evidence()}
      </Button>
    </>
  );
}

function Context({ rating, name }: { rating: Rating; name: string }) {
  const chain = useChain('rating', rating.id, name);
  const story = useStory(rating.id, FIELDS, EVENTS);
  return (
    <Stack>
      <Chain {...chain} />
      <Section title={m.assessment_story()}>
        <Timeline entries={story} />
      </Section>
    </Stack>
  );
}

/** The rated requirements before and after this one, in the order of the framework. */
function useNeighbours(rating: Rating, framework: Framework): { previous?: string; next?: string } {
  const town = useTown();
  const { data } = useRecord(['ratings', town, rating.engagementId, rating.framework], () =>
    assessment.ratings.list({
      town,
      engagementId: rating.engagementId,
      framework: rating.framework,
      limit: 200,
    }),
  );
  const codes = framework.requirements.map((r) => r.code);
  const at = codes.indexOf(rating.requirement);
  const pathOf = (code: string | undefined): string | undefined => {
    if (!code) return undefined;
    const row = data?.rows.find((r) => r.requirement === code);
    return row
      ? recordPath(town, 'rating', row.id)
      : `${listPath(town, 'rating')}/neu?framework=${framework.id}&requirement=${encodeURIComponent(code)}`;
  };
  const previous = pathOf(codes[at - 1]);
  const next = pathOf(codes[at + 1]);
  return { ...(previous ? { previous } : {}), ...(next ? { next } : {}) };
}
