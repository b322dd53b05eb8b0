import { recordPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import type { Rating } from './words.ts';

interface Props {
  rating: Rating;
  editor: boolean;
  onConfirm: () => void;
}

/** Where a rating of an earlier week stands behind this one: to be confirmed, or changed since. */
export function Carried({ rating, editor, onConfirm }: Props) {
  const town = useTown();
  const { carriedFrom, carriedLevel, certainty, level } = rating;
  if (!carriedFrom) return null;
  const earlier = <a href={recordPath(town, 'rating', carriedFrom)}>{m.assessment_carried_before()}</a>;
  if (certainty !== 'open')
    return level === carriedLevel ? null : (
      <p className="k-small">
        {m.assessment_carried_changed({ level: carriedLevel ?? '–' })}, {earlier}
      </p>
    );
  return (
    <Notice title={m.assessment_carried()}>
      <p>
        {m.assessment_carried_text()} {earlier}
      </p>
      {editor && (
        <Button small icon="check" onClick={onConfirm}>
          {m.assessment_carried_confirm()}
        </Button>
      )}
    </Notice>
  );
}
