import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { FilesSection, useAddress, useChain, useHolds, useRecord, useStory, useTown } from '#platform/client';
import { m } from '#texts';
import { date, Money } from '#ui-kit/format';
import { Prose, Section } from '#ui-kit/page';
import { RecordPage } from '#ui-kit/record-page';
import { Skeleton } from '#ui-kit/skeleton';
import { ContractHours } from './consulting.tsx';
import { ContractEnd, deadline, termStatus } from './contract-end.tsx';
import { Missing } from './missing.tsx';
import { useRemoval } from './removal.ts';
import { AREAS } from './spending-words.ts';
import { budget, CONTRACT_FIELDS, type Contract, contractNumber, hoursText } from './words.ts';

export function useContract(id: string) {
  const town = useTown();
  return useRecord(['contract', town, id], () => budget.contracts.get({ town, id }));
}

export function ContractPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useContract(id);
  if (error) return <Missing error={error} kind="contract" title={m.budget_contracts()} />;
  return data ? <KnownContract key={id} contract={data} /> : <Skeleton lines={6} />;
}

function KnownContract({ contract }: { contract: Contract }) {
  const town = useTown();
  const number = contractNumber(contract);
  const name = `${number} ${contract.title}`;
  const chain = useChain('contract', contract.id, name);
  const timeline = useStory(contract.id, CONTRACT_FIELDS);
  const reason = useHolds(TREASURERS) ? undefined : m.budget_only_treasurers();
  const { ask, busy } = useRemoval({
    kind: 'contract',
    list: 'contracts',
    name,
    record: contract,
    remove: budget.contracts.remove,
  });
  const edit = `${recordPath(town, 'contract', contract.id)}/bearbeiten`;
  return (
    <RecordPage
      number={number}
      title={contract.title}
      status={termStatus(contract)}
      back={{ href: listPath(town, 'contract'), label: m.budget_contracts() }}
      facts={facts(contract)}
      actions={[
        { label: m.budget_edit(), icon: 'edit', href: edit, reason },
        { label: m.budget_remove(), icon: 'trash', kind: 'danger', onPress: ask, busy, reason },
      ]}
      timeline={timeline}
      chain={chain}
    >
      {contract.subject && (
        <Section title={m.budget_subject()}>
          <Prose text={contract.subject} />
        </Section>
      )}
      {contract.note && (
        <Section title={m.budget_note()}>
          <Prose text={contract.note} />
        </Section>
      )}
      <ContractHours contractId={contract.id} />
      <FilesSection calls={budget.files} path="contracts" kind="contract" id={contract.id} reason={reason} />
    </RecordPage>
  );
}

function facts(contract: Contract) {
  const by = deadline(contract);
  return [
    { label: m.budget_partner(), value: contract.partner },
    { label: m.budget_yearly_cost(), value: <Money cents={contract.yearlyCostCents} exact /> },
    { label: m.budget_cost_area(), value: AREAS[contract.costArea]() },
    { label: m.budget_starts_on(), value: contract.startsOn ? date(contract.startsOn) : m.budget_unknown() },
    { label: m.budget_ends_on(), value: <ContractEnd contract={contract} /> },
    { label: m.budget_notice(), value: m.budget_months({ count: contract.noticeMonths }) },
    ...(contract.hours === null || contract.hours === undefined
      ? []
      : [{ label: m.budget_hours(), value: hoursText(contract.hours) }]),
    ...(contract.hourRateCents
      ? [{ label: m.budget_hour_rate(), value: <Money cents={contract.hourRateCents} exact /> }]
      : []),
    { label: m.budget_renews(), value: contract.renews ? m.budget_yes() : m.budget_no() },
    ...(by ? [{ label: m.budget_notice_by(), value: date(by, true) }] : []),
  ];
}
