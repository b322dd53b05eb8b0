import { useTown } from '#platform/client';
import { m } from '#texts';
import { LookupField } from '#ui-kit/lookup-field';
import { contractSearch } from './contract-search.ts';
import { budget } from './words.ts';

export interface ChosenContract {
  id: string;
  label: string;
}

interface ContractFieldProps {
  help: string;
  value: ChosenContract | null;
  onChange: (value: ChosenContract | null) => void;
}

/** The contract that a line, posting or figure belongs to. */
export function ContractField({ help, value, onChange }: ContractFieldProps) {
  const town = useTown();
  return (
    <LookupField
      name="contractId"
      label={m.budget_contract()}
      help={help}
      optional
      value={value}
      onChange={(next) => onChange(next && { id: next.id, label: next.label })}
      search={contractSearch(budget.contracts, town)}
    />
  );
}
