import { useState } from 'react';
import type { Problem } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { TextArea, TextField } from '#ui-kit/fields';
import { Section } from '#ui-kit/page';
import { useUnsavedGuard } from '#ui-kit/unsaved';
import type { SaveRating } from './rating-saving.ts';
import type { Framework, Rating } from './words.ts';

interface ExceptionsProps {
  rating: Rating;
  requirement: Framework['requirements'][number];
  editor: boolean;
  save: SaveRating;
  faults: Problem['fields'];
}

/** What stands in for a requirement: another standard, or a risk analysis; where its framework allows that. */
export function Exceptions({ rating, requirement, editor, save, faults }: ExceptionsProps) {
  const [typed, setTyped] = useState<{ coveredBy?: string; riskReason?: string }>({});
  const { coveredBy = rating.coveredBy, riskReason = rating.riskReason } = typed;
  const changed = coveredBy !== rating.coveredBy || riskReason !== rating.riskReason;
  useUnsavedGuard(changed);
  const { coveredByOther, demandsRiskAnalysis } = requirement;
  if (!coveredByOther && !demandsRiskAnalysis) return null;
  const faultOf = (path: string) => faults.find((fault) => fault.path === path)?.text;
  if (!editor)
    return rating.coveredBy || rating.riskReason ? (
      <Section title={m.assessment_instead()}>
        <p>{[rating.coveredBy, rating.riskReason].filter(Boolean).join(' · ')}</p>
      </Section>
    ) : null;
  return (
    <Section title={m.assessment_instead()}>
      {coveredByOther && (
        <TextField
          name="coveredBy"
          label={m.assessment_covered_by()}
          help={m.assessment_covered_by_help()}
          optional
          maxLength={500}
          value={coveredBy}
          onChange={(value) => setTyped({ ...typed, coveredBy: value })}
          fault={faultOf('coveredBy')}
        />
      )}
      {demandsRiskAnalysis && (
        <TextArea
          name="riskReason"
          label={m.assessment_risk_reason()}
          help={m.assessment_risk_reason_help()}
          optional
          rows={2}
          maxLength={2000}
          value={riskReason}
          onChange={(value) => setTyped({ ...typed, riskReason: value })}
          fault={faultOf('riskReason')}
        />
      )}
      <Button
        icon="save"
        reason={changed ? undefined : m.assessment_nothing_changed()}
        onClick={() => void save({ coveredBy, riskReason }).then((saved) => saved && setTyped({}))}
      >
        {m.assessment_instead_save()}
      </Button>
    </Section>
  );
}
