import { useState } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import {
  type FieldWord,
  problemOf,
  useAddress,
  useChain,
  useRecord,
  useSave,
  useStory,
  useTown,
} from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { confirm } from '#ui-kit/dialog';
import { dateTime } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section } from '#ui-kit/page';
import { type RecordAction, RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { Timeline } from '#ui-kit/timeline';
import { toast } from '#ui-kit/toast';
import type { Answer, FindingStatus } from '../domain/finding.ts';
import { AnswerDialog, CorrectDialog, useAnswer } from './answer-dialog.tsx';
import {
  ANSWER_WORDS,
  AREAS,
  type Finding,
  findingNumber,
  findings,
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
  severity: { label: m.findings_severity, show: (value) => severityStatus(Number(value)).word },
  status: { label: m.findings_status, show: (value) => statusWord(value as FindingStatus) },
  area: { label: m.findings_area },
};
const EVENTS = {
  submitted: m.findings_event_submitted,
  confirmed: m.findings_event_confirmed,
  corrected: m.findings_event_corrected,
  disputed: m.findings_event_disputed,
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
  const actions = useActions(finding, setAsking, () => setCorrecting(true));
  return (
    <>
      <RecordPage
        number={number}
        title={finding.title}
        status={statusOfFinding(finding.status)}
        back={{ href: listPath(town, 'finding'), label: m.findings_title() }}
        facts={[
          { label: m.findings_area(), value: AREAS[finding.area]() },
          { label: m.findings_severity(), value: <StatusBadge status={severityStatus(finding.severity)} /> },
        ]}
        actions={actions}
        timeline={timeline}
        chain={chain}
      >
        <Section title={m.findings_statement()}>
          <Prose text={finding.statement} />
        </Section>
        {finding.basis && (
          <Section title={m.findings_basis()}>
            <Prose text={finding.basis} />
          </Section>
        )}
        {story.data && <Answers story={story.data} />}
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

function useActions(
  finding: Finding,
  ask: (answer: Exclude<Answer, 'agrees'>) => void,
  correct: () => void,
): RecordAction[] {
  const town = useTown();
  const { go } = useAddress();
  const touches = [
    ['findings', town],
    ['finding', town, finding.id],
    ['stories', town, finding.id],
    ['overview', town],
  ];
  const submit = useSave(findings.submit, touches);
  const remove = useSave(findings.remove, [
    ['findings', town],
    ['overview', town],
  ]);
  const { give, busy } = useAnswer(finding);
  const { may } = finding;
  const told = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      toast(problemOf(error)?.text ?? m.findings_unreachable(), { tone: 'danger' });
    }
  };
  const removal = async () => {
    const name = `${findingNumber(finding)} ${finding.title}`;
    if (
      !(await confirm({
        title: m.findings_remove_title({ name }),
        text: <p>{m.findings_remove_text()}</p>,
        action: m.findings_remove(),
        danger: true,
      }))
    )
      return;
    await told(async () => {
      await remove.mutateAsync({ input: { town, id: finding.id }, version: finding.version });
      toast(m.findings_removed({ name }));
      go(listPath(town, 'finding'));
    });
  };
  const answers: RecordAction[] = [
    {
      label: m.findings_answer_agrees(),
      icon: 'check',
      kind: 'primary',
      busy,
      reason: reasonOf(may.review),
      onPress: () => void told(() => give('agrees', '')),
    },
    {
      label: m.findings_answer_disagrees_because(),
      icon: 'close',
      reason: reasonOf(may.review),
      onPress: () => ask('disagrees'),
    },
    {
      label: m.findings_answer_missing(),
      icon: 'help',
      reason: reasonOf(may.review),
      onPress: () => ask('missing'),
    },
  ];
  return [
    ...(finding.status === 'draft'
      ? [
          {
            label: m.findings_submit(),
            icon: 'right' as const,
            kind: 'primary' as const,
            busy: submit.isPending,
            reason: reasonOf(may.submit),
            onPress: () =>
              void told(async () => {
                await submit.mutateAsync({ input: { town, id: finding.id }, version: finding.version });
                toast(m.findings_submitted({ number: findingNumber(finding) }));
              }),
          },
        ]
      : answers),
    {
      label: m.findings_make_measure(),
      icon: 'measure',
      href: `${listPath(town, 'measure')}/neu?finding=${finding.id}`,
      reason: reasonOf(may.edit),
    },
    { label: m.findings_correct(), icon: 'note', onPress: correct, reason: reasonOf(may.correct) },
    {
      label: m.findings_edit(),
      icon: 'edit',
      href: `${recordPath(town, 'finding', finding.id)}/bearbeiten`,
      reason: reasonOf(may.edit),
    },
    ...(finding.status === 'draft'
      ? [
          {
            label: m.findings_remove(),
            icon: 'trash' as const,
            kind: 'danger' as const,
            reason: reasonOf(may.remove),
            onPress: () => void removal(),
          },
        ]
      : []),
  ];
}

const TONES = { agrees: 'success', disagrees: 'warning', missing: 'info' } as const;

function Answers({ story }: { story: Story }) {
  return (
    <Section title={m.findings_answers()}>
      {story.reviews.length === 0 && <p>{m.findings_no_answers()}</p>}
      <Timeline
        entries={story.reviews.map((review) => ({
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

/** Earlier wordings, each with who changed it and why. */
function Wordings({ story }: { story: Story }) {
  return (
    <Section title={m.findings_wordings()}>
      <ol>
        {story.wordings.map((wording) => (
          <li key={wording.seq}>
            <p>{wording.statement}</p>
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
