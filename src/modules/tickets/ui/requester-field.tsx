import { useRef } from 'react';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { LookupField } from '#ui-kit/lookup-field';
import { type Requester, tickets } from './words.ts';

interface Props {
  value: Requester | null;
  onChange: (value: Requester | null) => void;
}

/** Who asks: whoever has an account sees the answers, others are called back. */
export function RequesterField({ value, onChange }: Props) {
  const town = useTown();
  const found = useRef<Requester[]>([]);
  return (
    <LookupField
      name="requesterId"
      label={m.tickets_who()}
      value={value}
      onChange={(next) => onChange(found.current.find(({ id }) => id === next?.id) ?? null)}
      search={async (q) => {
        const answer = await tickets.requesters({ town, q });
        found.current = answer.found.map(({ id, kind, name, hint }) => ({
          id,
          kind,
          label: name,
          hint: kind === 'account' ? m.tickets_with_account({ login: hint }) : hint,
        }));
        return found.current;
      }}
    />
  );
}
