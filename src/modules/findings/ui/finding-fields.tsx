import { m } from '#texts';
import { RadioGroup } from '#ui-kit/choices';
import { Select, TextArea, TextField } from '#ui-kit/fields';
import { FormRow } from '#ui-kit/form';
import type { FindingArea } from '../domain/finding.ts';
import type { ProposalText } from '../domain/proposal.ts';
import { severityBy } from '../domain/severity.ts';
import { SeverityMatrix } from './severity-matrix.tsx';
import { AREAS, IMPACTS, LIKELIHOODS, options, SEVERITY_OPTIONS, severityStatus } from './words.ts';

export type FindingWords = ProposalText;
export const BLANK_WORDS: FindingWords = {
  area: 'organisation',
  title: '',
  statement: '',
  cause: '',
  consequence: '',
  basis: '',
  severity: 2,
  impact: null,
  likelihood: null,
};

const grades = (words: readonly (() => string)[]) =>
  words.map((word, place) => ({ value: String(place + 1), label: word() }));

interface FieldsProps {
  value: FindingWords;
  change: (part: Partial<FindingWords>) => void;
  /** Also the wording, which is corrected with a reason later. */
  withStatement?: boolean;
}

/** What a finding says, what stands behind it and how heavy it weighs. */
export function FindingFields({ value, change, withStatement }: FieldsProps) {
  return (
    <>
      <TextField
        name="title"
        label={m.findings_title_field()}
        help={m.findings_title_help()}
        maxLength={200}
        value={value.title}
        onChange={(title) => change({ title })}
      />
      <Select
        name="area"
        label={m.findings_area()}
        options={options(AREAS)}
        value={value.area}
        onChange={(area) => change({ area: area as FindingArea })}
      />
      {withStatement && (
        <TextArea
          name="statement"
          label={m.findings_statement()}
          help={m.findings_statement_help()}
          rows={4}
          value={value.statement}
          onChange={(statement) => change({ statement })}
        />
      )}
      <TextArea
        name="basis"
        label={m.findings_basis()}
        help={m.findings_basis_help()}
        optional
        rows={4}
        value={value.basis}
        onChange={(basis) => change({ basis })}
      />
      <TextArea
        name="cause"
        label={m.findings_cause()}
        help={m.findings_cause_help()}
        optional
        rows={2}
        value={value.cause}
        onChange={(cause) => change({ cause })}
      />
      <TextArea
        name="consequence"
        label={m.findings_consequence()}
        help={m.findings_consequence_help()}
        optional
        rows={2}
        value={value.consequence}
        onChange={(consequence) => change({ consequence })}
      />
      <Weight value={value} change={change} />
    </>
  );
}

type Weighed = Pick<FindingWords, 'severity' | 'impact' | 'likelihood'>;

/** How heavy it weighs: by impact and likelihood, or chosen. */
function Weight({ value, change }: { value: Weighed; change: (part: Partial<Weighed>) => void }) {
  const follows = severityBy(value.impact, value.likelihood);
  const grade = (text: string) => (text ? Number(text) : null);
  return (
    <>
      <FormRow>
        <Select
          name="impact"
          label={m.findings_impact()}
          optional
          none={m.findings_not_judged()}
          options={grades(IMPACTS)}
          value={String(value.impact ?? '')}
          onChange={(text) => change({ impact: grade(text) })}
        />
        <Select
          name="likelihood"
          label={m.findings_likelihood()}
          optional
          none={m.findings_not_judged()}
          options={grades(LIKELIHOODS)}
          value={String(value.likelihood ?? '')}
          onChange={(text) => change({ likelihood: grade(text) })}
        />
      </FormRow>
      <SeverityMatrix impact={value.impact} likelihood={value.likelihood} />
      {follows === null ? (
        <RadioGroup
          name="severity"
          label={m.findings_severity()}
          options={SEVERITY_OPTIONS()}
          value={String(value.severity)}
          onChange={(severity) => change({ severity: Number(severity) })}
        />
      ) : (
        <p role="status">{m.findings_severity_follows({ severity: severityStatus(follows).word })}</p>
      )}
    </>
  );
}
