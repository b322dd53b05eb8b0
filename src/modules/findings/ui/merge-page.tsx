import type { ReactNode } from 'react';
import { listPath, recordPath } from '#kernel/paths';
import { problemOf, useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Badge, StatusBadge } from '#ui-kit/badge';
import { Button } from '#ui-kit/button';
import { LookupField } from '#ui-kit/lookup-field';
import { Notice } from '#ui-kit/notice';
import { Grid, Page, Prose, Section, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { EVIDENCE } from './evidence-search.ts';
import { type Candidate, MergeForm } from './merge-form.tsx';
import { findingNumber, findings, mergePath, severityStatus, statusOfFinding } from './words.ts';

const MOST = 20;
const FEW = 20;

/** Findings that say the same, side by side; one is kept, in the words of whoever merges them. */
export function MergePage() {
  const town = useTown();
  const { query, go } = useAddress();
  const ids = [...new Set((query.ids ?? '').split(',').filter(Boolean))].slice(0, MOST);
  const { data, error } = useRecord(['findings', town, 'merge', ids], () =>
    Promise.all(
      ids.map(async (id) => ({
        finding: await findings.get({ town, id }),
        story: await findings.story({ town, id }),
      })),
    ),
  );
  const choose = (next: readonly string[]) => go(mergePath(town, next));
  const known = data?.filter(({ finding }) => !finding.mergedInto);
  return (
    <Page
      title={m.findings_merge_title()}
      lead={m.findings_merge_lead()}
      back={{ href: listPath(town, 'finding'), label: m.findings_title() }}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.findings_unreachable()} />}
      {!known && !error && <Skeleton lines={8} />}
      {known && (
        <>
          <SideBySide chosen={known} onLeaveOut={(id) => choose(ids.filter((one) => one !== id))}>
            {known.length < MOST && <AddOne chosen={known} onAdd={(id) => choose([...ids, id])} />}
          </SideBySide>
          {known.length < 2 ? (
            <Notice title={m.findings_merge_too_few()} />
          ) : (
            <MergeForm key={ids.join()} chosen={known} />
          )}
        </>
      )}
    </Page>
  );
}

interface SideBySideProps {
  chosen: Candidate[];
  onLeaveOut: (id: string) => void;
  children: ReactNode;
}

function SideBySide({ chosen, onLeaveOut, children }: SideBySideProps) {
  return (
    <Section title={m.findings_merge_beside()}>
      <Stack>
        <Grid min="20rem">
          {chosen.map((one) => (
            <OneOfThem key={one.finding.id} {...one} onLeaveOut={() => onLeaveOut(one.finding.id)} />
          ))}
        </Grid>
        {children}
      </Stack>
    </Section>
  );
}

function OneOfThem({ finding, story, onLeaveOut }: Candidate & { onLeaveOut: () => void }) {
  const town = useTown();
  const number = findingNumber(finding);
  return (
    <section className="k-card" aria-label={`${number} ${finding.title}`}>
      <p>
        <a href={recordPath(town, 'finding', finding.id)}>
          {number} {finding.title}
        </a>
      </p>
      <p>
        <StatusBadge status={statusOfFinding(finding)} />{' '}
        <StatusBadge status={severityStatus(finding.severity)} />{' '}
        {story.reviews.length > 0 && (
          <Badge tone="neutral">{m.findings_answer_count({ count: story.reviews.length })}</Badge>
        )}
      </p>
      <Prose text={finding.statement} />
      <Said label={m.findings_basis()} text={finding.basis} />
      <Said label={m.findings_cause()} text={finding.cause} />
      <Said label={m.findings_consequence()} text={finding.consequence} />
      <p className="k-help">{m.findings_evidence()}</p>
      {story.links.length === 0 && <p className="k-muted">{m.findings_evidence_none()}</p>}
      <ul>
        {story.links.map((link) => (
          <li key={link.id}>
            <a href={recordPath(town, link.kind, link.targetId)}>{link.label}</a>{' '}
            <span className="k-small k-muted">{EVIDENCE[link.kind]()}</span>
          </li>
        ))}
      </ul>
      <Button small kind="quiet" icon="close" onClick={onLeaveOut}>
        {m.findings_merge_leave_out({ number })}
      </Button>
    </section>
  );
}

const Said = ({ label, text }: { label: string; text: string }) =>
  text ? (
    <>
      <p className="k-help">{label}</p>
      <Prose text={text} />
    </>
  ) : null;

function AddOne({ chosen, onAdd }: { chosen: Candidate[]; onAdd: (id: string) => void }) {
  const town = useTown();
  const search = async (q: string) => {
    const { rows } = await findings.list({ town, limit: FEW, ...(q ? { q } : {}) });
    return rows
      .filter((row) => !row.mergedInto && !chosen.some(({ finding }) => finding.id === row.id))
      .map((row) => ({
        id: row.id,
        label: `${findingNumber(row)} ${row.title}`,
        hint: statusOfFinding(row).word,
      }));
  };
  return (
    <LookupField
      name="add"
      label={m.findings_merge_add()}
      help={m.findings_merge_add_help()}
      optional
      value={null}
      onChange={(option) => option && onAdd(option.id)}
      search={search}
    />
  );
}
