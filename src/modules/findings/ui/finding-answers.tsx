import { m } from '#texts';
import { Section } from '#ui-kit/page';
import { Timeline } from '#ui-kit/timeline';
import { ANSWER_WORDS, type Story } from './words.ts';

const TONES = { agrees: 'success', disagrees: 'warning', missing: 'info' } as const;

/** Who answered what, newest first. */
export function Answers({ reviews, title }: { reviews: Story['reviews']; title?: string }) {
  return (
    <Section title={title ?? m.findings_answers()}>
      {reviews.length === 0 && <p>{m.findings_no_answers()}</p>}
      <Timeline
        entries={reviews.map((review) => ({
          id: review.id,
          who: review.reviewerTitle ? `${review.reviewerName}, ${review.reviewerTitle}` : review.reviewerName,
          at: review.at,
          what: ANSWER_WORDS[review.answer](),
          body: review.comment,
          tone: TONES[review.answer],
        }))}
      />
    </Section>
  );
}
