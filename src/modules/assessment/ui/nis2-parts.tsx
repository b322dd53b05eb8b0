import { m } from '#texts';
import { Badge, type Tone } from '#ui-kit/badge';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { type assessment, local } from './words.ts';

export type Nis2 = Awaited<ReturnType<typeof assessment.nis2>>;
export type UnitCheck = Awaited<ReturnType<typeof assessment.legalUnitCheck>>;
type Outcome = Nis2['units'][number]['tracks'][number];
type Applies = NonNullable<Outcome['result']>['applies'];

export const TRACK_WORDS: Record<Outcome['track'], () => string> = {
  federal: m.assessment_nis2_federal,
  state: m.assessment_nis2_state,
};
const APPLIES: Record<Applies, { tone: Tone; word: () => string }> = {
  yes: { tone: 'warning', word: m.assessment_nis2_yes },
  no: { tone: 'success', word: m.assessment_nis2_no },
  check: { tone: 'info', word: m.assessment_nis2_check },
};

export const kindWord = ({ kinds }: Pick<Nis2, 'kinds'>, kind: string): string => {
  const found = kinds.find(({ key }) => key === kind);
  return found ? local(found.title) : kind;
};

/** Belongs beside every result. */
export function Disclaimer({ of: { disclaimer, asOf } }: { of: Pick<Nis2, 'disclaimer' | 'asOf'> }) {
  return (
    <Notice tone="info" title={m.assessment_nis2_no_advice()}>
      <p>{local(disclaimer)}</p>
      <p className="k-help">{m.assessment_nis2_as_of({ date: date(asOf) })}</p>
    </Notice>
  );
}

/** Whether duties apply, in a word, and what that word rests on or waits for. */
export function OutcomeText({ of }: { of: Outcome | undefined }) {
  if (!of) return null;
  const { result, missing } = of;
  if (!result)
    return (
      <>
        <Badge tone="neutral">{m.assessment_nis2_open()}</Badge>
        {missing && <p className="k-help">{local(missing)}</p>}
      </>
    );
  const { tone, word } = APPLIES[result.applies];
  return (
    <>
      <Badge tone={tone}>{word()}</Badge>
      <p className="k-help">{local(result.title)}</p>
    </>
  );
}
