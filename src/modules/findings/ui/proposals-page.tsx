import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import type { assessmentContract } from '#modules/assessment/contract';
import { api, problemOf, useHolds, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { CheckGroup } from '#ui-kit/choices';
import { EmptyState } from '#ui-kit/empty-state';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import type { ProposalGroup } from '../domain/proposal.ts';
import { SetAsideDialog, TakeDialog } from './proposal-dialogs.tsx';
import { findings, severityStatus, toldAsToast } from './words.ts';

const assessment = api<typeof assessmentContract>('assessment');
type Proposals = Awaited<ReturnType<typeof findings.proposals.list>>;

/** What the week suggests as findings: choose, combine, word, or set aside with a reason. */
export function ProposalsPage() {
  const town = useTown();
  const weeks = useRecord(['engagements', town], () => assessment.engagements.list({ town }));
  const week = weeks.data?.rows[0];
  return (
    <Page
      title={m.findings_proposals()}
      lead={m.findings_proposals_lead()}
      back={{ href: listPath(town, 'finding'), label: m.findings_title() }}
    >
      {weeks.error && (
        <Notice tone="danger" title={problemOf(weeks.error)?.text ?? m.findings_unreachable()} />
      )}
      {weeks.data && !week && (
        <Notice tone="warning" title={m.findings_no_week()}>
          <p>
            <a href={listPath(town, 'engagement')}>{m.findings_to_week()}</a>
          </p>
        </Notice>
      )}
      {!weeks.data && !weeks.error && <Skeleton lines={6} />}
      {week && <OfWeek week={week.id} />}
    </Page>
  );
}

function OfWeek({ week }: { week: string }) {
  const town = useTown();
  const { data, error } = useRecord(['finding-proposals', town, week], () =>
    findings.proposals.list({ town, engagementId: week }),
  );
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.findings_unreachable()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <>
      {data.groups.length === 0 && (
        <EmptyState icon="done" title={m.findings_proposals_empty()} why={m.findings_proposals_empty_why()} />
      )}
      {data.groups.map((group) => (
        <Group key={group.key} week={week} group={group} />
      ))}
      {data.taken > 0 && <p className="k-help">{m.findings_proposals_taken({ count: data.taken })}</p>}
      <Aside week={week} rows={data.setAside} />
    </>
  );
}

type Open = 'take' | 'aside' | null;

function Group({ week, group }: { week: string; group: ProposalGroup }) {
  const reason = useHolds(EDITORS) ? undefined : m.findings_may_only_editors();
  const [marked, setMarked] = useState<string[]>([]);
  const [open, setOpen] = useState<Open>(null);
  const chosen = group.proposals.filter(({ source }) => marked.includes(source));
  const end = () => {
    setOpen(null);
    setMarked([]);
  };
  return (
    <Section
      title={group.label}
      actions={
        <>
          <Button
            kind="quiet"
            reason={reason}
            onClick={() => setMarked(group.proposals.map(({ source }) => source))}
          >
            {m.findings_proposals_choose_group()}
          </Button>
          {chosen.length > 0 && (
            <>
              <Button kind="quiet" onClick={() => setOpen('aside')}>
                {m.findings_proposals_set_aside()}
              </Button>
              <Button kind="primary" icon="plus" onClick={() => setOpen('take')}>
                {m.findings_proposals_take()}
              </Button>
            </>
          )}
        </>
      }
    >
      <CheckGroup
        name={group.key}
        label={
          chosen.length > 0 ? m.findings_proposals_chosen({ count: chosen.length }) : m.findings_proposals()
        }
        options={group.proposals.map((one) => ({
          value: one.source,
          label: one.title,
          help: [severityStatus(one.severity).word, one.basis].filter(Boolean).join(' · '),
        }))}
        value={marked}
        onChange={setMarked}
      />
      <TakeDialog week={week} group={group} chosen={chosen} open={open === 'take'} onClose={end} />
      <SetAsideDialog week={week} chosen={chosen} open={open === 'aside'} onClose={end} />
    </Section>
  );
}

function Aside({ week, rows }: { week: string; rows: Proposals['setAside'] }) {
  const town = useTown();
  const reason = useHolds(EDITORS) ? undefined : m.findings_may_only_editors();
  const back = useSave(findings.proposals.putBack, [['finding-proposals', town]]);
  if (rows.length === 0) return null;
  const put = (source: string) =>
    back
      .mutateAsync({ input: { town, engagementId: week, sources: [source] } })
      .then(() => toast(m.findings_proposals_put_back_done()))
      .catch(toldAsToast);
  return (
    <Section title={m.findings_proposals_aside()}>
      <ul className="k-tasks">
        {rows.map((row) => (
          <li key={row.source}>
            <p>
              {row.title}
              <small>{row.reason}</small>
            </p>
            <Button small reason={reason} onClick={() => void put(row.source)}>
              {m.findings_proposals_put_back()}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
