import { useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { EDITORS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import type { assessmentContract } from '#modules/assessment/contract';
import { api, problemOf, useEveryRow, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import type { Status } from '#ui-kit/badge';
import { StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { confirm } from '#ui-kit/dialog';
import { EmptyState } from '#ui-kit/empty-state';
import { date } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Page, Prose, Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { ReviewGuests } from './review-guests.tsx';
import { RoundDialog } from './review-round-dialog.tsx';
import { findingNumber, findings, type Round, toldAsToast } from './words.ts';

const assessment = api<typeof assessmentContract>('assessment');

/** The review round: until when who answers, how far each is, who has put a name under it, what is disputed. */
export function ReviewRoundPage() {
  const town = useTown();
  const reason = useHolds(EDITORS) ? undefined : m.findings_may_only_editors();
  const weeks = useRecord(['engagements', town], () => assessment.engagements.list({ town }));
  const rounds = useRecord(['review-rounds', town], () => findings.rounds.list({ town, limit: 50 }));
  const [starting, setStarting] = useState(false);
  const week = weeks.data?.rows[0];
  const [latest, ...earlier] = rounds.data?.rows ?? [];
  const error = weeks.error ?? rounds.error;
  const start = (kind: 'primary' | undefined) =>
    week && (
      <Button kind={kind} icon="plus" reason={reason} onClick={() => setStarting(true)}>
        {m.findings_round_start()}
      </Button>
    );
  return (
    <Page
      title={m.findings_round()}
      lead={m.findings_round_lead()}
      back={{ href: listPath(town, 'finding'), label: m.findings_title() }}
      actions={latest?.closedAt ? start(undefined) : undefined}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.findings_unreachable()} />}
      {!error && !(weeks.data && rounds.data) && <Skeleton lines={6} />}
      {weeks.data && !week && (
        <Notice tone="warning" title={m.findings_no_week()}>
          <p>
            <a href={listPath(town, 'engagement')}>{m.findings_to_week()}</a>
          </p>
        </Notice>
      )}
      {week && rounds.data && !latest && (
        <EmptyState icon="finding" title={m.findings_round_none()} why={m.findings_round_none_why()}>
          {start('primary')}
        </EmptyState>
      )}
      {latest && <OneRound key={latest.id} round={latest} reason={reason} />}
      {latest && <Disputed engagementId={latest.engagementId} />}
      {earlier.length > 0 && <Earlier rounds={earlier} />}
      {week && <RoundDialog week={week.id} open={starting} onClose={() => setStarting(false)} />}
    </Page>
  );
}

function statusOfRound(round: Round): Status {
  if (round.closedAt)
    return { word: m.findings_round_closed_on({ date: date(round.closedAt.slice(0, 10)) }), tone: 'neutral' };
  const due = { date: date(round.dueOn) };
  return round.dueOn < localDateOf(new Date())
    ? { word: m.findings_round_overdue(due), tone: 'warning' }
    : { word: m.findings_round_open(due), tone: 'info' };
}

function OneRound({ round, reason }: { round: Round; reason: string | undefined }) {
  const town = useTown();
  const [changing, setChanging] = useState(false);
  const close = useSave(findings.rounds.close, [
    ['review-rounds', town],
    ['review-guests', town],
  ]);
  const ask = async () => {
    const yes = await confirm({
      title: m.findings_round_close_title(),
      text: <p>{m.findings_round_close_text()}</p>,
      action: m.findings_round_close(),
    });
    if (!yes) return;
    await close
      .mutateAsync({ input: { town, id: round.id } })
      .then(() => toast(m.findings_round_closed()))
      .catch(toldAsToast);
  };
  return (
    <>
      <Section
        title={m.findings_round_status()}
        actions={
          !round.closedAt && (
            <>
              <Button icon="edit" reason={reason} onClick={() => setChanging(true)}>
                {m.findings_round_change()}
              </Button>
              <Button icon="check" reason={reason} busy={close.isPending} onClick={() => void ask()}>
                {m.findings_round_close()}
              </Button>
            </>
          )
        }
      >
        <p>
          <StatusBadge status={statusOfRound(round)} />
        </p>
        {round.note && <Prose text={round.note} />}
      </Section>
      <ReviewGuests round={round} reason={reason} />
      <RoundDialog
        key={round.version}
        week={round.engagementId}
        round={round}
        open={changing}
        onClose={() => setChanging(false)}
      />
    </>
  );
}

/** What stays in dispute stands in the report with both views. */
function Disputed({ engagementId }: { engagementId: string }) {
  const town = useTown();
  const { data } = useEveryRow(['findings', town, 'disputed', engagementId], (page) =>
    findings.list({ town, status: 'disputed', ...page }),
  );
  if (!data) return null;
  const rows = data.filter((row) => row.engagementId === engagementId);
  return (
    <Section title={m.findings_signoff_disputed()}>
      {rows.length === 0 && <p>{m.findings_signoff_disputed_none()}</p>}
      {rows.length > 0 && (
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <a href={recordPath(town, 'finding', row.id)}>
                {findingNumber(row)} {row.title}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

const Earlier = ({ rounds }: { rounds: readonly Round[] }) => (
  <Section title={m.findings_round_earlier()}>
    <ul>
      {rounds.map((round) => (
        <li key={round.id}>{statusOfRound(round).word}</li>
      ))}
    </ul>
  </Section>
);
