import { lazy, Suspense, useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { useHolds, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { Section } from '#ui-kit/page';
import { assessment, type SuccessFactor } from './words.ts';

const FactorDialog = lazy(() => import('./factor-dialog.tsx').then((x) => ({ default: x.FactorDialog })));

/** What the success of a week depends on, to read; nothing while nobody has named anything. */
export function Factors({ week }: { week: string }) {
  const rows = useFactors(week);
  if (!rows || rows.length === 0) return null;
  return (
    <Section title={m.assessment_factors()}>
      <FactorList rows={rows} />
    </Section>
  );
}

/** The same, to be written: for whoever keeps the goals. */
export function FactorsToEdit({ week }: { week: string }) {
  const rows = useFactors(week);
  const editor = useHolds(EDITORS);
  const [editing, setEditing] = useState<Partial<SuccessFactor>>();
  if (!rows) return null;
  return (
    <Section
      title={m.assessment_factors()}
      actions={
        editor && (
          <Button icon="plus" onClick={() => setEditing({})}>
            {m.assessment_factor_add()}
          </Button>
        )
      }
    >
      {rows.length === 0 && <p>{m.assessment_factors_none()}</p>}
      <FactorList rows={rows} {...(editor ? { onEdit: setEditing } : {})} />
      {editing && (
        <Suspense>
          <FactorDialog
            key={editing.id ?? 'new'}
            week={week}
            factor={editing}
            onClose={() => setEditing(undefined)}
          />
        </Suspense>
      )}
    </Section>
  );
}

function useFactors(week: string): SuccessFactor[] | undefined {
  const town = useTown();
  return useRecord(['success-factors', town, week], () =>
    assessment.successFactors.list({ town, engagementId: week, limit: 200 }),
  ).data?.rows;
}

function FactorList({ rows, onEdit }: { rows: SuccessFactor[]; onEdit?: (row: SuccessFactor) => void }) {
  return (
    <ul className="k-stack">
      {rows.map((factor) => (
        <li key={factor.id}>
          {onEdit ? (
            <Button kind="link" onClick={() => onEdit(factor)}>
              {factor.title}
            </Button>
          ) : (
            <strong>{factor.title}</strong>
          )}
          {factor.note && <p>{factor.note}</p>}
        </li>
      ))}
    </ul>
  );
}
