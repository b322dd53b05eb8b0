import { useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Section } from '#ui-kit/page';
import { assessment } from './words.ts';

/** What the success of a week depends on; nothing while nobody has named anything. */
export function Factors({ week }: { week?: string }) {
  const town = useTown();
  const { data } = useRecord(['success-factors', town, week ?? 'all'], () =>
    assessment.successFactors.list({ town, ...(week ? { engagementId: week } : {}), limit: 200 }),
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
