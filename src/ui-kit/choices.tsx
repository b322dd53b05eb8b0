import type { ReactNode } from 'react';
import { m } from '#texts';
import { ClashHint } from './clash.tsx';
import { FieldHints, type FieldProps, useField } from './form.tsx';

export interface Choice {
  value: string;
  label: string;
  /** Stands visibly beneath the option: what it means, what proves it. */
  help?: ReactNode;
  reason?: string;
}

interface GroupProps extends FieldProps {
  options: Choice[];
}

export function RadioGroup(props: GroupProps & { value: string | null; onChange: (value: string) => void }) {
  return (
    <Group {...props}>
      {(id, option) => (
        <Box
          key={option.value}
          id={`${id}-${option.value}`}
          type="radio"
          name={id}
          option={option}
          checked={props.value === option.value}
          onChange={() => props.onChange(option.value)}
        />
      )}
    </Group>
  );
}

export function CheckGroup(props: GroupProps & { value: string[]; onChange: (value: string[]) => void }) {
  const { value, onChange } = props;
  return (
    <Group {...props}>
      {(id, option) => (
        <Box
          key={option.value}
          id={`${id}-${option.value}`}
          type="checkbox"
          name={id}
          option={option}
          checked={value.includes(option.value)}
          onChange={(on) =>
            onChange(on ? [...value, option.value] : value.filter((other) => other !== option.value))
          }
        />
      )}
    </Group>
  );
}

interface CheckboxProps extends Omit<FieldProps, 'optional'> {
  value: boolean;
  onChange: (value: boolean) => void;
}

/** One yes-or-no box; its label is the sentence one agrees to. */
export function Checkbox({ name, label, help, fault, value, onChange }: CheckboxProps) {
  const { id, texts, aria } = useField({ name, help, fault });
  return (
    <div className="k-field" data-fault={texts.length > 0 || undefined}>
      <label className="k-check">
        <input
          id={id}
          type="checkbox"
          {...aria}
          checked={value}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span>{label}</span>
      </label>
      <FieldHints id={id} help={help} texts={texts} />
      <ClashHint name={name} label={label} show={(on) => (on ? m.kit_yes() : m.kit_no())} />
    </div>
  );
}

function Group(props: GroupProps & { children: (id: string, option: Choice) => ReactNode }) {
  const { id, texts, aria } = useField(props);
  const chosen = (value: unknown) =>
    [value]
      .flat()
      .map((one) => props.options.find((option) => option.value === String(one))?.label ?? '')
      .filter(Boolean)
      .join(', ');
  return (
    <fieldset
      id={id}
      className="k-field"
      data-fault={texts.length > 0 || undefined}
      aria-describedby={aria['aria-describedby']}
    >
      <legend className="k-label">
        {props.label} {props.optional && <small>({m.kit_optional()})</small>}
      </legend>
      <FieldHints id={id} help={props.help} texts={texts} />
      <ClashHint name={props.name} label={props.label} show={chosen} />
      <div className="k-choices">{props.options.map((option) => props.children(id, option))}</div>
    </fieldset>
  );
}

function Box(props: {
  id: string;
  type: 'radio' | 'checkbox';
  name: string;
  option: Choice;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  const { id, type, name, option, checked, onChange } = props;
  const hint = option.reason ?? option.help;
  return (
    <label className="k-check">
      <input
        id={id}
        type={type}
        name={name}
        value={option.value}
        checked={checked}
        disabled={Boolean(option.reason)}
        aria-labelledby={`${id}-label`}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        <span id={`${id}-label`}>{option.label}</span>
        {hint && (
          <span id={`${id}-hint`} className="k-help">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
