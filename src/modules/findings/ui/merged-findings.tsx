import { recordPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { Notice } from '#ui-kit/notice';
import { Prose, Section } from '#ui-kit/page';
import { Answers } from './finding-answers.tsx';
import { type Finding, findingNumber, type Story } from './words.ts';

/** Of a finding that is merged: where it is said now. */
export function MergedNotice({ finding }: { finding: Finding }) {
  const town = useTown();
  if (!finding.mergedInto) return null;
  const number = findingNumber(finding.mergedInto);
  return (
    <Notice title={m.findings_merged_notice({ number })}>
      <p>
        {m.findings_merged_notice_text({ number })}{' '}
        <a href={recordPath(town, 'finding', finding.mergedInto.id)}>{number}</a>
      </p>
    </Notice>
  );
}

/** What was merged into a finding: each with its number, its last wording and the answers it had been given. */
export function MergedHere({ story }: { story: Story }) {
  const town = useTown();
  if (story.merged.length === 0) return null;
  return (
    <Section title={m.findings_merged_here()}>
      {story.merged.map((one) => {
        const number = findingNumber(one);
        return (
          <div className="k-card" key={one.id}>
            <p>
              <a href={recordPath(town, 'finding', one.id)}>
                {number} {one.title}
              </a>
            </p>
            <p className="k-help">{m.findings_merged_last()}</p>
            <Prose text={one.wordings.at(-1)?.statement ?? ''} />
            {one.reviews.length > 0 && (
              <Answers reviews={one.reviews} title={m.findings_answers_to({ number })} />
            )}
          </div>
        );
      })}
    </Section>
  );
}
