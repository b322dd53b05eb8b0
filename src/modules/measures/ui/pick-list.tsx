import { useState } from 'react';
import { m } from '#texts';
import { CheckGroup } from '#ui-kit/choices';
import { TextField } from '#ui-kit/fields';
import type { LinkChoice } from './link-choices.ts';

interface Props {
  name: string;
  label: string;
  choices: LinkChoice[];
  value: string[];
  onChange: (value: string[]) => void;
}

/** Short enough to be seen whole; more get a search. */
const FEW = 8;

/** Chooses several of many: what is chosen stays in sight while searching. */
export function PickList({ name, label, choices, value, onChange }: Props) {
  const [q, setQ] = useState('');
  const wanted = q.trim().toLocaleLowerCase();
  const hit = ({ id, label: text, help }: LinkChoice) =>
    value.includes(id) || `${text} ${help}`.toLocaleLowerCase().includes(wanted);
  return (
    <>
      {choices.length > FEW && (
        <TextField
          name={`${name}-search`}
          label={m.measures_pick_search({ label })}
          optional
          value={q}
          onChange={setQ}
        />
      )}
      <div style={{ maxHeight: '18rem', overflow: 'auto' }}>
        <CheckGroup
          name={name}
          label={m.measures_pick_label({ label, count: value.length })}
          optional
          options={choices.filter(hit).map((one) => ({ value: one.id, label: one.label, help: one.help }))}
          value={value}
          onChange={onChange}
        />
      </div>
    </>
  );
}
