import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { FilesSection, useAddress, useChain, useHolds, useRecord, useStory, useTown } from '#platform/client';
import { m } from '#texts';
import { date, Money } from '#ui-kit/format';
import { RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { Missing } from './missing.tsx';
import { useRemoval } from './removal.ts';
import {
  AREAS,
  CERTAINTY,
  CERTAINTY_TONE,
  documentOf,
  POSTING_FIELDS,
  type Posting,
  postingName,
  spending,
} from './spending-words.ts';

export function usePosting(id: string) {
  const town = useTown();
  return useRecord(['posting', town, id], () => spending.postings.get({ town, id }));
}

export function PostingPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = usePosting(id);
  if (error) return <Missing error={error} kind="posting" title={m.budget_postings()} />;
  return data ? <KnownPosting key={id} posting={data} /> : <Skeleton lines={6} />;
}

function KnownPosting({ posting }: { posting: Posting }) {
  const town = useTown();
  const name = postingName(posting);
  const chain = useChain('posting', posting.id, name);
  const timeline = useStory(posting.id, POSTING_FIELDS);
  const reason = useHolds(TREASURERS) ? undefined : m.budget_only_treasurers();
  const { ask, busy } = useRemoval({
    kind: 'posting',
    list: 'postings',
    name,
    record: posting,
    remove: spending.postings.remove,
  });
  const edit = `${recordPath(town, 'posting', posting.id)}/bearbeiten`;
  return (
    <RecordPage
      number={`${posting.year} ${documentOf(posting)}`}
      title={[posting.partner, posting.text].filter(Boolean).join(': ') || m.budget_posting()}
      status={{ word: CERTAINTY.measured(), tone: CERTAINTY_TONE.measured }}
      back={{ href: listPath(town, 'posting'), label: m.budget_postings() }}
      facts={facts(posting, town)}
      actions={[
        { label: m.budget_edit(), icon: 'edit', href: edit, reason },
        { label: m.budget_remove(), icon: 'trash', kind: 'danger', onPress: ask, busy, reason },
      ]}
      timeline={timeline}
      chain={chain}
    >
      <FilesSection
        calls={spending.postingFiles}
        path="postings"
        kind="posting"
        id={posting.id}
        reason={reason}
      />
    </RecordPage>
  );
}

const facts = (posting: Posting, town: string) => [
  { label: m.budget_posting_amount(), value: <Money cents={posting.amountCents} exact /> },
  { label: m.budget_cost_area(), value: AREAS[posting.costArea]() },
  ...(posting.bookedOn ? [{ label: m.budget_posting_booked_on(), value: date(posting.bookedOn) }] : []),
  { label: m.budget_posting_partner(), value: posting.partner || m.budget_unknown() },
  ...(posting.product ? [{ label: m.budget_product(), value: posting.product }] : []),
  ...(posting.account ? [{ label: m.budget_account(), value: posting.account }] : []),
  ...(posting.contractId
    ? [
        {
          label: m.budget_contract(),
          value: <a href={recordPath(town, 'contract', posting.contractId)}>{posting.contractTitle}</a>,
        },
      ]
    : []),
];
