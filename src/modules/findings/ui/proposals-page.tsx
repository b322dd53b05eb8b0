import { useState } from 'react';
import { EDITORS } from '#kernel/functions';
import { listPath } from '#kernel/paths';
import type { assessmentContract } from '#modules/assessment/contract';
import { api, problemOf, useHolds, useRecord, useRecordKept, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { CheckGroup } from '#ui-kit/choices';
import { EmptyState } from '#ui-kit/empty-state';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { SetAsideDialog, TakeDialog } from './proposal-dialogs.tsx';
import { findings, severityStatus, toldAsToast } from './words.ts';

const assessment = api<typeof assessmentContract>('assessment');
type Proposals = Awaited<ReturnType<typeof findings.proposals.list>>;
type ProposalGroup = Proposals['groups'][number];

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
  const [marked, setMarked] = useState<string[]>([]);
  const [whole, setWhole] = useState<string[]>([]);
  const { data, error } = useRecordKept(['finding-proposals', town, week, ...whole], () =>
    findings.proposals.list({ town, engagementId: week, whole }),
  );
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.findings_unreachable()} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <>
      {data.groups.length === 0 && (
        <EmptyState icon="done" title={m.findings_proposals_empty()} why={m.findings_proposals_empty_why()} />
      )}
      {data.groups.map((group) => (
        <Group
          key={group.key}
          group={group}
          marked={marked}
          onMark={setMarked}
          onWhole={whole.includes(group.key) ? undefined : () => setWhole([...whole, group.key])}
        />
      ))}
      <Marked week={week} groups={data.groups} marked={marked} onEnd={() => setMarked([])} />
      {data.taken > 0 && <p className="k-help">{m.findings_proposals_taken({ count: data.taken })}</p>}
      <Aside week={week} rows={data.setAside} />
    </>
  );
}

interface GroupProps {
  group: ProposalGroup;
  /** Sources that are marked, in all groups. */
  marked: readonly string[];
  onMark: (marked: string[]) => void;
  /** Undefined when the group is told whole, as far as one page holds it. */
  onWhole: (() => void) | undefined;
}

function Group({ group, marked, onMark, onWhole }: GroupProps) {
  const reason = useHolds(EDITORS) ? undefined : m.findings_may_only_editors();
  const own = group.proposals.map(({ source }) => source);
  const elsewhere = marked.filter((source) => !own.includes(source));
  return (
    <Section
      title={group.label}
      actions={
        <Button kind="quiet" reason={reason} onClick={() => onMark([...elsewhere, ...own])}>
          {m.findings_proposals_choose_group()}
        </Button>
      }
    >
      <CheckGroup
        name={group.key}
        label={m.findings_proposals()}
        options={group.proposals.map((one) => ({
          value: one.source,
          label: one.title,
          help: [severityStatus(one.severity).word, one.basis].filter(Boolean).join(' · '),
        }))}
        value={marked.filter((source) => own.includes(source))}
        onChange={(chosen) => onMark([...elsewhere, ...chosen])}
      />
      {own.length < group.total && (
        <p className="k-help">
          {m.findings_proposals_some({ shown: own.length, total: group.total })}{' '}
          {onWhole && (
            <Button small kind="quiet" onClick={onWhole}>
              {m.findings_proposals_whole({ group: group.label })}
            </Button>
          )}
        </p>
      )}
    </Section>
  );
}

interface MarkedProps {
  week: string;
  groups: readonly ProposalGroup[];
  marked: readonly string[];
  onEnd: () => void;
}
type Open = 'take' | 'aside' | null;

/** What becomes of those that are marked, wherever they stand; in sight as long as there are any. */
function Marked({ week, groups, marked, onEnd }: MarkedProps) {
  const reason = useHolds(EDITORS) ? undefined : m.findings_may_only_editors();
  const [open, setOpen] = useState<Open>(null);
  const touched = groups.filter(({ proposals }) => proposals.some(({ source }) => marked.includes(source)));
  const chosen = touched.flatMap(({ proposals }) =>
    proposals.filter(({ source }) => marked.includes(source)),
  );
  // Of one group its name says what they share, of several the first one does.
  const title = (touched.length === 1 ? touched[0]?.label : chosen[0]?.title) ?? '';
  const end = () => {
    setOpen(null);
    onEnd();
  };
  return (
    <>
      {chosen.length > 0 && (
        <section className="k-list-marked" aria-label={m.findings_proposals_chosen({ count: chosen.length })}>
          <p role="status">{m.findings_proposals_chosen({ count: chosen.length })}</p>
          <Button kind="primary" icon="plus" reason={reason} onClick={() => setOpen('take')}>
            {m.findings_proposals_take()}
          </Button>
          <Button reason={reason} onClick={() => setOpen('aside')}>
            {m.findings_proposals_set_aside()}
          </Button>
          <Button kind="quiet" onClick={onEnd}>
            {m.findings_proposals_clear()}
          </Button>
        </section>
      )}
      <TakeDialog
        week={week}
        title={title}
        chosen={chosen}
        open={open === 'take'}
        onClose={() => setOpen(null)}
        onDone={end}
      />
      <SetAsideDialog
        week={week}
        chosen={chosen}
        open={open === 'aside'}
        onClose={() => setOpen(null)}
        onDone={end}
      />
    </>
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
