import { useEffect, useRef, useState } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import { problemOf, useEveryRow, useTown } from '#platform/client';
import { m } from '#texts';
import { StatusBadge } from '#ui-kit/badge';
import { Button, ButtonLink } from '#ui-kit/button';
import { EmptyState } from '#ui-kit/empty-state';
import { Meter, Meters } from '#ui-kit/meter';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section, Stack } from '#ui-kit/page';
import { useShortcuts } from '#ui-kit/shortcuts';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import type { Answer } from '../domain/finding.ts';
import { AnswerDialog, useAnswer } from './answer-dialog.tsx';
import { type Finding, findingNumber, findings, reasonOf, severityStatus } from './words.ts';

/** Day 3: one finding at a time, its sentence, what it rests on, three answers. */
export function ReviewPage() {
  const town = useTown();
  const open = useEveryRow(['findings', town, 'review'], (page) =>
    findings.list({ town, status: 'in_review', ...page }),
  );
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  // "Something is missing" leaves the status: what was answered here does not come back in this round.
  const [answered, setAnswered] = useState<readonly string[]>([]);
  const rows = (open.data ?? []).filter((row) => !answered.includes(row.id));
  // Put off goes to the end, in the order it was put off.
  const current =
    rows.find((row) => !skipped.includes(row.id)) ??
    skipped.flatMap((id) => rows.filter((row) => row.id === id))[0];
  const list = listPath(town, 'finding');
  return (
    <Page
      title={m.findings_review_round()}
      lead={m.findings_review_lead()}
      width="text"
      back={{ href: list, label: m.findings_title() }}
    >
      {open.error && <Notice tone="danger" title={problemOf(open.error)?.text ?? m.findings_unreachable()} />}
      {!open.data && !open.error && <Skeleton lines={5} />}
      {open.data && rows.length === 0 && (
        <EmptyState icon="done" title={m.findings_review_empty()} why={m.findings_review_empty_why()}>
          <ButtonLink href={list}>{m.findings_title()}</ButtonLink>
        </EmptyState>
      )}
      {current && (
        <Stack>
          <Meters>
            <Meter
              label={m.findings_review_progress()}
              share={answered.length / (answered.length + rows.length)}
              text={m.findings_review_left({ count: rows.length })}
            />
          </Meters>
          <OneFinding
            key={current.id}
            finding={current}
            moved={answered.length + skipped.length > 0}
            onDone={() => setAnswered([...answered, current.id])}
            onSkip={() => setSkipped([...skipped.filter((id) => id !== current.id), current.id])}
          />
        </Stack>
      )}
    </Page>
  );
}

function OneFinding({
  finding,
  moved,
  onDone,
  onSkip,
}: {
  finding: Finding;
  /** Not the first one: the focus follows, so that it is read out. */
  moved: boolean;
  onDone: () => void;
  onSkip: () => void;
}) {
  const town = useTown();
  const [asking, setAsking] = useState<Exclude<Answer, 'agrees'> | null>(null);
  const { give, busy } = useAnswer(finding, onDone);
  const reason = reasonOf(finding.may.review);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (moved) box.current?.focus();
  }, [moved]);
  const agree = () =>
    void give('agrees', '').catch((error: unknown) =>
      toast(problemOf(error)?.text ?? m.findings_unreachable(), { tone: 'danger' }),
    );
  useShortcuts([
    { key: '1', label: m.findings_answer_agrees(), run: () => !reason && agree() },
    { key: '2', label: m.findings_answer_disagrees(), run: () => !reason && setAsking('disagrees') },
    { key: '3', label: m.findings_answer_missing(), run: () => !reason && setAsking('missing') },
    { key: 'n', label: m.findings_review_later(), run: onSkip },
  ]);
  return (
    <div ref={box} tabIndex={-1}>
      <Section title={`${findingNumber(finding)} ${finding.title}`}>
        <p>
          <StatusBadge status={severityStatus(finding.severity)} />
        </p>
        <Prose text={finding.statement} />
        {finding.basis && (
          <Section title={m.findings_basis()}>
            <Prose text={finding.basis} />
          </Section>
        )}
        {finding.consequence && (
          <Section title={m.findings_consequence()}>
            <Prose text={finding.consequence} />
          </Section>
        )}
        <div className="k-actions">
          <Button kind="primary" icon="check" busy={busy} reason={reason} onClick={agree}>
            {m.findings_answer_agrees()}
          </Button>
          <Button icon="close" reason={reason} onClick={() => setAsking('disagrees')}>
            {m.findings_answer_disagrees_because()}
          </Button>
          <Button icon="help" reason={reason} onClick={() => setAsking('missing')}>
            {m.findings_answer_missing()}
          </Button>
          <Button kind="quiet" onClick={onSkip}>
            {m.findings_review_later()}
          </Button>
          <ButtonLink kind="quiet" icon="link" href={recordPath(town, 'finding', finding.id)}>
            {m.findings_review_open()}
          </ButtonLink>
        </div>
        <AnswerDialog finding={finding} answer={asking} onClose={() => setAsking(null)} onDone={onDone} />
      </Section>
    </div>
  );
}
