import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { useAddress, useChain, useHolds, useRecord, useStory, useTown } from '#platform/client';
import { m } from '#texts';
import { Money } from '#ui-kit/format';
import { Prose, Section } from '#ui-kit/page';
import { RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { lineState } from '../domain/budget-line.ts';
import { Available, LINE_STATES } from './line-sums.tsx';
import { Missing } from './missing.tsx';
import { useRemoval } from './removal.ts';
import { account, allowed, budget, KINDS, LINE_FIELDS, type Line } from './words.ts';

export function useLine(id: string) {
  const town = useTown();
  return useRecord(['budget-line', town, id], () => budget.lines.get({ town, id }));
}

export function LinePage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useLine(id);
  if (error) return <Missing error={error} kind="budget_line" title={m.budget_lines()} />;
  return data ? <KnownLine key={id} line={data} /> : <Skeleton lines={6} />;
}

function KnownLine({ line }: { line: Line }) {
  const town = useTown();
  const number = `${line.year} ${account(line)}`;
  const name = `${number} ${line.title}`;
  const chain = useChain('budget_line', line.id, name);
  const timeline = useStory(line.id, LINE_FIELDS);
  const reason = useHolds(TREASURERS) ? undefined : m.budget_only_treasurers();
  const { ask, busy } = useRemoval({
    kind: 'budget_line',
    list: 'budget-lines',
    name,
    record: line,
    remove: budget.lines.remove,
  });
  const edit = `${recordPath(town, 'budget_line', line.id)}/bearbeiten`;
  return (
    <RecordPage
      number={number}
      title={line.title}
      status={LINE_STATES[lineState(line)]()}
      back={{ href: listPath(town, 'budget_line'), label: m.budget_lines() }}
      facts={facts(line, town)}
      actions={[
        { label: m.budget_edit(), icon: 'edit', href: edit, reason },
        { label: m.budget_remove(), icon: 'trash', kind: 'danger', onPress: ask, busy, reason },
      ]}
      timeline={timeline}
      chain={chain}
    >
      {line.note && (
        <Section title={m.budget_note()}>
          <Prose text={line.note} />
        </Section>
      )}
    </RecordPage>
  );
}

const facts = (line: Line, town: string) => [
  { label: m.budget_kind(), value: KINDS[line.kind]() },
  { label: m.budget_planned(), value: <Money cents={line.plannedCents} exact /> },
  { label: m.budget_amended(), value: <Money cents={line.amendedCents} exact /> },
  { label: m.budget_allowed(), value: <Money cents={allowed(line)} exact /> },
  { label: m.budget_committed(), value: <Money cents={line.committedCents} exact /> },
  { label: m.budget_actual(), value: <Money cents={line.actualCents} exact /> },
  { label: m.budget_available(), value: <Available line={line} /> },
  ...(line.contractId
    ? [
        {
          label: m.budget_contract(),
          value: <a href={recordPath(town, 'contract', line.contractId)}>{line.contractTitle}</a>,
        },
      ]
    : []),
];
