import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { FilesSection, useAddress, useChain, useHolds, useRecord, useStory, useTown } from '#platform/client';
import { m } from '#texts';
import { Money } from '#ui-kit/format';
import { Prose, Section } from '#ui-kit/page';
import { RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { Missing } from './missing.tsx';
import { useRemoval } from './removal.ts';
import {
  AREAS,
  basisWord,
  CERTAINTY,
  CERTAINTY_TONE,
  ENTRY_FIELDS,
  type Entry,
  entryName,
  spending,
} from './spending-words.ts';

export function useEntry(id: string) {
  const town = useTown();
  return useRecord(['spending-entry', town, id], () => spending.entries.get({ town, id }));
}

export function EntryPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useEntry(id);
  if (error) return <Missing error={error} kind="spending_entry" title={m.budget_entries()} />;
  return data ? <KnownEntry key={id} entry={data} /> : <Skeleton lines={6} />;
}

function KnownEntry({ entry }: { entry: Entry }) {
  const town = useTown();
  const name = entryName(entry);
  const chain = useChain('spending_entry', entry.id, name);
  const timeline = useStory(entry.id, ENTRY_FIELDS);
  const reason = useHolds(TREASURERS) ? undefined : m.budget_only_treasurers();
  const { ask, busy } = useRemoval({
    kind: 'spending_entry',
    list: 'spending-entries',
    name,
    record: entry,
    remove: spending.entries.remove,
  });
  const edit = `${recordPath(town, 'spending_entry', entry.id)}/bearbeiten`;
  return (
    <RecordPage
      number={String(entry.year)}
      title={entry.title}
      status={{ word: CERTAINTY[entry.certainty](), tone: CERTAINTY_TONE[entry.certainty] }}
      back={{ href: listPath(town, 'spending_entry'), label: m.budget_entries() }}
      facts={facts(entry, town)}
      actions={[
        { label: m.budget_edit(), icon: 'edit', href: edit, reason },
        { label: m.budget_remove(), icon: 'trash', kind: 'danger', onPress: ask, busy, reason },
      ]}
      timeline={timeline}
      chain={chain}
    >
      {entry.source && (
        <Section title={m.budget_entry_source()}>
          <Prose text={entry.source} />
        </Section>
      )}
      <FilesSection
        calls={spending.entryFiles}
        path="spending-entries"
        kind="spending_entry"
        id={entry.id}
        reason={reason}
      />
    </RecordPage>
  );
}

const facts = (entry: Entry, town: string) => [
  {
    label: m.budget_entry_amount(),
    value: entry.amountCents === null ? CERTAINTY.unknown() : <Money cents={entry.amountCents} exact />,
  },
  { label: m.budget_certainty(), value: CERTAINTY[entry.certainty]() },
  { label: m.budget_cost_area(), value: AREAS[entry.costArea]() },
  { label: m.budget_entry_basis(), value: basisWord(entry.basis) },
  ...(entry.contractId
    ? [
        {
          label: m.budget_contract(),
          value: <a href={recordPath(town, 'contract', entry.contractId)}>{entry.contractTitle}</a>,
        },
      ]
    : []),
];
