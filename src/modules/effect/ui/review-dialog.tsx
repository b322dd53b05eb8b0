import { useState } from 'react';
import { formatDate, localDateOf } from '#kernel/dates';
import { measureNumber } from '#modules/measures/ui';
import { newKey, problemOf, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import { RadioGroup } from '#ui-kit/choices';
import { Dialog } from '#ui-kit/dialog';
import { DateField, TextArea, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { Facts } from '#ui-kit/record-page';
import { toast } from '#ui-kit/toast';
import {
  JUDGEMENTS as ALL_JUDGEMENTS,
  type Consequence,
  endsReviews,
  FITTING,
  type Judgement,
  leadsOn,
  nextReview,
  suggestJudgement,
} from '../domain/effect.ts';
import {
  CONSEQUENCE_HELP,
  CONSEQUENCES,
  effect,
  type Indicator,
  JUDGEMENTS,
  type Measure,
  touched,
  withUnit,
} from './words.ts';

interface Props {
  measure: Measure;
  indicator: Indicator;
  onClose: () => void;
}

const seriesOf = ({ baseline, values }: Indicator): number[] => [
  ...(baseline === null ? [] : [baseline]),
  ...values.map(({ value }) => value),
];

/** A judgement and what follows from it; what the figures suggest is chosen already. */
export function ReviewDialog({ measure, indicator, onClose }: Props) {
  const suggested = suggestJudgement(indicator, seriesOf(indicator));
  const [judgement, setJudgement] = useState<Judgement>(suggested);
  const [consequence, setConsequence] = useState<Consequence>(FITTING[suggested][0] ?? 'keep');
  const [reason, setReason] = useState('');
  const [nextOn, setNextOn] = useState('');
  const [followUpTitle, setFollowUpTitle] = useState('');
  const review = useReview(measure, onClose);
  const judge = (value: Judgement) => {
    setJudgement(value);
    if (!FITTING[value].includes(consequence)) setConsequence(FITTING[value][0] ?? 'keep');
  };
  const number = measureNumber(measure);
  const byRhythm = nextReview(localDateOf(new Date()), indicator.rhythmMonths);
  return (
    <Dialog open onClose={onClose} title={m.effect_review_title({ number })} wide>
      <p>{measure.title}</p>
      <Figures indicator={indicator} />
      <Form
        onSubmit={() =>
          review.save({
            judgement,
            consequence,
            reason,
            nextOn: endsReviews(consequence) ? null : nextOn || null,
            followUpTitle: leadsOn(consequence) ? followUpTitle : '',
          })
        }
        submit={m.effect_review_save()}
        onCancel={onClose}
        faults={review.faults}
        problem={review.problem}
        unsaved={reason !== '' || followUpTitle !== ''}
      >
        <RadioGroup
          name="judgement"
          label={m.effect_judgement()}
          help={m.effect_judgement_suggested({ judgement: JUDGEMENTS[suggested]() })}
          options={ALL_JUDGEMENTS.map((value) => ({ value, label: JUDGEMENTS[value]() }))}
          value={judgement}
          onChange={(value) => judge(value as Judgement)}
        />
        <RadioGroup
          name="consequence"
          label={m.effect_consequence()}
          options={FITTING[judgement].map((value) => ({
            value,
            label: CONSEQUENCES[value](),
            help: CONSEQUENCE_HELP[value](),
          }))}
          value={consequence}
          onChange={(value) => setConsequence(value as Consequence)}
        />
        <TextArea
          name="reason"
          label={m.effect_reason()}
          rows={3}
          maxLength={4000}
          value={reason}
          onChange={setReason}
        />
        {leadsOn(consequence) && (
          <TextField
            name="followUpTitle"
            label={m.effect_follow_up_title()}
            help={m.effect_follow_up_help()}
            maxLength={200}
            value={followUpTitle}
            onChange={setFollowUpTitle}
          />
        )}
        {!endsReviews(consequence) && (
          <DateField
            name="nextOn"
            label={m.effect_next_on()}
            help={m.effect_next_on_help({ date: formatDate(byRhythm, getLocale()) })}
            optional
            value={nextOn}
            onChange={setNextOn}
          />
        )}
      </Form>
    </Dialog>
  );
}

function Figures({ indicator: { baseline, target, unit, values } }: { indicator: Indicator }) {
  const last = values.at(-1);
  return (
    <Facts
      facts={[
        {
          label: m.effect_before(),
          value: baseline === null ? m.effect_no_baseline() : withUnit(baseline, unit),
        },
        { label: m.effect_target(), value: withUnit(target, unit) },
        { label: m.effect_now(), value: last ? withUnit(last.value, unit) : m.effect_not_measured() },
      ]}
    />
  );
}

interface Verdict {
  judgement: Judgement;
  consequence: Consequence;
  reason: string;
  nextOn: string | null;
  followUpTitle: string;
}

function useReview(measure: Measure, onClose: () => void) {
  const town = useTown();
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  // One key for all tries: a lost answer must not make two follow-up measures.
  const [key] = useState(newKey);
  const review = useSave(effect.review, touched(town, measure.id));
  const save = async (verdict: Verdict) => {
    try {
      const kept = await review.mutateAsync({ input: { town, id: measure.id, ...verdict }, key });
      const { followUp } = kept.review;
      toast(
        followUp
          ? m.effect_reviewed_with({ number: measureNumber(followUp) })
          : m.effect_reviewed({ number: measureNumber(measure) }),
      );
      onClose();
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.effect_unreachable());
    }
  };
  return { save, faults, problem };
}
