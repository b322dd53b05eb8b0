import { useRef, useState } from 'react';
import { TREASURERS } from '#kernel/functions';
import { listPath, recordPath } from '#kernel/paths';
import { RecordForm, useAddress, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import {
  blankContract,
  ContractFormFields,
  type ContractValue,
  contractFields,
  contractValue,
} from './contract-form.tsx';
import { useContract } from './contract-page.tsx';
import { Missing } from './missing.tsx';
import { budget, type Contract, contractNumber } from './words.ts';

export function ContractNewPage() {
  const town = useTown();
  const { go } = useAddress();
  const made = useRef<Contract>(undefined);
  const create = useSave(budget.contracts.create, [['contracts', town]]);
  const list = listPath(town, 'contract');
  return (
    <Page title={m.budget_contract_create()} width="text" back={{ href: list, label: m.budget_contracts() }}>
      <RecordForm<ContractValue>
        may={TREASURERS}
        draftKey="contract:new"
        initial={blankContract}
        submit={m.budget_contract_create()}
        cancelHref={list}
        save={async (value, key) => {
          made.current = await create.mutateAsync({ input: { town, ...contractFields(value) }, key });
        }}
        onSaved={() => {
          if (!made.current) return;
          toast(m.budget_saved({ name: made.current.title }));
          go(recordPath(town, 'contract', made.current.id));
        }}
      >
        {(value, change) => <ContractFormFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}

export function ContractEditPage() {
  const { id = '' } = useAddress().params;
  const { data, error } = useContract(id);
  if (error) return <Missing error={error} kind="contract" title={m.budget_contracts()} />;
  return data ? <EditForm key={id} contract={data} /> : <Skeleton lines={6} />;
}

function EditForm(props: { contract: Contract }) {
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [contract] = useState(props.contract);
  const town = useTown();
  const { go } = useAddress();
  const update = useSave(budget.contracts.update, [
    ['contracts', town],
    ['contract', town, contract.id],
    ['stories', town, contract.id],
  ]);
  const back = recordPath(town, 'contract', contract.id);
  const name = `${contractNumber(contract)} ${contract.title}`;
  return (
    <Page title={m.budget_edit_title({ name })} width="text" back={{ href: back, label: name }}>
      <RecordForm<ContractValue>
        may={TREASURERS}
        draftKey={`contract:${contract.id}`}
        initial={contractValue(contract)}
        submit={m.budget_save()}
        cancelHref={back}
        stored={{
          version: contract.version,
          read: async () => {
            const now = await budget.contracts.get({ town, id: contract.id });
            return { version: now.version, value: contractValue(now) };
          },
        }}
        save={(value, _key, version) =>
          update.mutateAsync({ input: { town, id: contract.id, ...contractFields(value) }, version })
        }
        onSaved={() => {
          toast(m.budget_saved({ name }));
          go(back);
        }}
      >
        {(value, change) => <ContractFormFields value={value} change={change} />}
      </RecordForm>
    </Page>
  );
}
