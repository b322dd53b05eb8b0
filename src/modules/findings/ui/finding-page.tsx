import { useState } from 'react';
import { listPath } from '#kernel/paths';
import {
  type FieldWord,
  FilesSection,
  problemOf,
  useAddress,
  useChain,
  useRecord,
  useStory,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { ChangedText } from '#ui-kit/changed-text';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section } from '#ui-kit/page';
import { RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import type { Answer, FindingStatus } from '../domain/finding.ts';
import { AnswerDialog, CorrectDialog } from './answer-dialog.tsx';
import { useFindingActions } from './finding-actions.ts';
import { Answers } from './finding-answers.tsx';
import { FindingEvidence } from './finding-evidence.tsx';
import { MergedHere, MergedNotice } from './merged-findings.tsx';
import {
  AREAS,
  CONFIDENTIALITY_WORDS,
  classWords,
  type Finding,
  findingNumber,
  findings,
  IMPACTS,
  LIKELIHOODS,
  reasonOf,
  type Story,
  severityStatus,
  statusOfFinding,
  statusWord,
} from './words.ts';

const FIELDS: Record<string, FieldWord> = {
  title: { label: m.findings_title_field, show: (value) => value },
  statement: { label: m.findings_statement, show: (value) => value },
  basis: { label: m.findings_basis },
  cause: { label: m.findings_cause },
  consequence: { label: m.findings_consequence },
  impact: { label: m.findings_impact, show: (value) => IMPACTS[Number(value) - 1]?.() ?? '' },
  likelihood: { label: m.findings_likelihood, show: (value) => LIKELIHOODS[Number(value) - 1]?.() ?? '' },
  severity: { label: m.findings_severity, show: (value) => severityStatus(Number(value)).word },
  status: { label: m.findings_status, show: (value) => statusWord(value as FindingStatus) },
  area: { label: m.findings_area },
  confidentiality: {
    label: m.findings_class,
    show: (value) => CONFIDENTIALITY_WORDS[value as 'public']?.() ?? '',
  },
  evidence: { label: m.findings_evidence, show: (value) => value },
};
const EVENTS = {
  submitted: m.findings_event_submitted,
  confirmed: m.findings_event_confirmed,
  corrected: m.findings_event_corrected,
  disputed: m.findings_event_disputed,
  missing: m.findings_event_missing,
  linked: m.findings_event_linked,
  unlinked: m.findings_event_unlinked,
  merged: m.findings_event_merged,
  took_in: m.findings_event_took_in,
  separated: m.findings_event_separated,
};

/** One finding: what it says, what it rests on, who answered what, and where it leads. */
export function FindingPage() {
  const town = useTown();
  const id = useAddress().params.id ?? '';
  const { data, error } = useRecord(['finding', town, id], () => findings.get({ town, id }));
  const list = listPath(town, 'finding');
  if (error) {
    return (
      <Page title={m.findings_title()} back={{ href: list, label: m.findings_title() }}>
        <Notice tone="danger" title={problemOf(error)?.text ?? m.findings_unreachable()} />
      </Page>
    );
  }
  return data ? <KnownFinding key={id} finding={data} /> : <Skeleton lines={6} />;
}

function KnownFinding({ finding }: { finding: Finding }) {
  const town = useTown();
  const number = findingNumber(finding);
  const story = useRecord(['finding', town, finding.id, 'story'], () =>
    findings.story({ town, id: finding.id }),
  );
  const chain = useChain('finding', finding.id, `${number} ${finding.title}`);
  const timeline = useStory(finding.id, FIELDS, EVENTS);
  const [asking, setAsking] = useState<Exclude<Answer, 'agrees'> | null>(null);
  const [correcting, setCorrecting] = useState(false);
  const actions = useFindingActions(finding, story.data, setAsking, () => setCorrecting(true));
  return (
    <>
      <RecordPage
        number={number}
        title={finding.title}
        status={statusOfFinding(finding)}
        back={{ href: listPath(town, 'finding'), label: m.findings_title() }}
        facts={[
          { label: m.findings_area(), value: AREAS[finding.area]() },
          { label: m.findings_severity(), value: <StatusBadge status={severityStatus(finding.severity)} /> },
          ...judgement(finding),
          { label: m.findings_class(), value: classWords(finding) },
        ]}
        actions={actions}
        timeline={timeline}
        chain={chain}
      >
        <MergedNotice finding={finding} />
        <Section title={m.findings_statement()}>
          <Prose text={finding.statement} />
        </Section>
        <Basis text={finding.basis} />
        {finding.cause && (
          <Section title={m.findings_cause()}>
            <Prose text={finding.cause} />
          </Section>
        )}
        {finding.consequence && (
          <Section title={m.findings_consequence()}>
            <Prose text={finding.consequence} />
          </Section>
        )}
        <FindingEvidence finding={finding} story={story.data} />
        <FilesSection
          calls={findings.files}
          path="findings"
          kind="finding"
          id={finding.id}
          reason={reasonOf(finding.may.edit)}
        />
        {story.data && <Answers reviews={story.data.reviews} />}
        {story.data && <MergedHere story={story.data} />}
        {story.data && story.data.wordings.length > 1 && <Wordings story={story.data} />}
      </RecordPage>
      <AnswerDialog finding={finding} answer={asking} onClose={() => setAsking(null)} />
      <CorrectDialog
        key={finding.version}
        finding={finding}
        open={correcting}
        onClose={() => setCorrecting(false)}
      />
    </>
  );
}

/** Impact and likelihood, where they have been judged. */
const judgement = ({ impact, likelihood }: Finding) =>
  impact && likelihood
    ? [
        { label: m.findings_impact(), value: IMPACTS[impact - 1]?.() },
        { label: m.findings_likelihood(), value: LIKELIHOODS[likelihood - 1]?.() },
      ]
    : [];

/** What can be checked, in words. */
const Basis = ({ text }: { text: string }) => (
  <Section title={m.findings_basis()}>
    {text ? <Prose text={text} /> : <p className="k-muted">{m.findings_basis_missing()}</p>}
  </Section>
);

/** All wordings in their order, each with who changed it and why. */
function Wordings({ story }: { story: Story }) {
  return (
    <Section title={m.findings_wordings()}>
      <ol className="k-stack">
        {story.wordings.map((wording, n) => (
          <li key={wording.seq}>
            <ChangedText
              before={story.wordings[n - 1]?.statement ?? wording.statement}
              after={wording.statement}
            />
            <p className="k-help">
              {wording.byName}, {dateTime(wording.at)}
              {wording.reason && `: ${wording.reason}`}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
