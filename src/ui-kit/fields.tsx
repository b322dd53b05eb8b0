import {
  type ComponentProps,
  type CSSProperties,
  type FocusEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { m } from '#texts';
import { Field, type FieldProps, useField } from './form.tsx';
import { date } from './format.tsx';
import { formatMoneyInput, formatNumberInput, parseMoney, parseNumber } from './money-input.ts';

interface ValueProps<Value> extends FieldProps {
  value: Value;
  onChange: (value: Value) => void;
}

interface TextFieldProps extends ValueProps<string> {
  /** `search`: narrows what is chosen from; Enter does not send the form it stands in. */
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'time' | 'search';
  autoComplete?: ComponentProps<'input'>['autoComplete'];
  maxLength?: number;
  readOnly?: boolean;
  width?: string;
  placeholder?: string;
}

export function TextField(props: TextFieldProps) {
  const { value, onChange, type = 'text', autoComplete, maxLength, readOnly, width } = props;
  const { id, texts, aria } = useField(props);
  return (
    <Field {...props} id={id} texts={texts}>
      <input
        id={id}
        className="k-input"
        type={type}
        {...aria}
        required={!props.optional}
        autoComplete={autoComplete}
        maxLength={maxLength}
        readOnly={readOnly}
        placeholder={props.placeholder}
        style={{ maxWidth: width }}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => type === 'search' && event.key === 'Enter' && event.preventDefault()}
      />
    </Field>
  );
}

interface TextAreaProps extends ValueProps<string> {
  rows?: number;
  maxLength?: number;
  /** Where the writer is in the text. */
  onCaret?: (at: number) => void;
}

export function TextArea(props: TextAreaProps) {
  const { value, onChange, onCaret, rows = 4, maxLength } = props;
  const { id, texts, aria } = useField(props);
  return (
    <Field {...props} id={id} texts={texts}>
      <textarea
        id={id}
        className="k-input"
        {...aria}
        required={!props.optional}
        rows={rows}
        maxLength={maxLength}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onSelect={(event) => onCaret?.(event.currentTarget.selectionEnd)}
      />
    </Field>
  );
}

/** Calendar date as "2026-11-23", empty string for none. */
export function DateField(props: ValueProps<string> & { min?: string; max?: string }) {
  const { value, onChange, min, max } = props;
  const { id, texts, aria } = useField(props);
  return (
    <Field {...props} id={id} texts={texts} show={(day: string) => (day ? date(day) : '')}>
      <input
        id={id}
        className="k-input"
        type="date"
        {...aria}
        required={!props.optional}
        min={min}
        max={max}
        style={{ maxWidth: '13rem' }}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

interface SelectFieldProps extends ValueProps<string> {
  options: { value: string; label: string; group?: string }[];
  /** First entry without a value; leave out where a choice always exists. */
  none?: string;
}

export function Select(props: SelectFieldProps) {
  const { value, onChange, options, none } = props;
  const { id, texts, aria } = useField(props);
  const groups = [...new Set(options.map(({ group }) => group))];
  return (
    <Field
      {...props}
      id={id}
      texts={texts}
      show={(chosen: string | number) =>
        options.find((option) => option.value === String(chosen))?.label ?? String(chosen)
      }
    >
      <select
        id={id}
        className="k-input"
        {...aria}
        required={!props.optional}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {groups.map((group) => {
          const inside = options
            .filter((option) => option.group === group)
            .map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ));
          return group ? (
            <optgroup key={group} label={group}>
              {inside}
            </optgroup>
          ) : (
            inside
          );
        })}
      </select>
    </Field>
  );
}

interface UnitProps extends ValueProps<number | null> {
  width?: string;
}

/** Number with German comma; the unit stands at the field. `digits` limits the decimals. */
export function NumberField(
  props: UnitProps & { unit?: string; digits?: number; min?: number; max?: number },
) {
  const { digits = 0, min, max } = props;
  return (
    <TypedField
      {...props}
      format={formatNumberInput}
      parse={(text) => {
        const value = parseNumber(text);
        if (value === undefined) return { fault: digits === 0 ? m.kit_fault_whole() : m.kit_fault_number() };
        if (value === null) return { value };
        const rounded = Number(value.toFixed(digits));
        if (rounded !== value)
          return { fault: digits === 0 ? m.kit_fault_whole() : m.kit_fault_digits({ digits }) };
        if (min !== undefined && value < min) return { fault: m.kit_fault_min({ min }) };
        if (max !== undefined && value > max) return { fault: m.kit_fault_max({ max }) };
        return { value };
      }}
    />
  );
}

/** Amount in Euro on screen, integer cents in and out. */
export function MoneyField(props: UnitProps & { per?: string }) {
  return (
    <TypedField
      {...props}
      unit={props.per ? `€ ${props.per}` : '€'}
      format={formatMoneyInput}
      parse={(text) => {
        const parsed = parseMoney(text);
        if ('cents' in parsed) return { value: parsed.cents };
        if (parsed.fault === 'too_precise') return { fault: m.kit_fault_cents() };
        return { fault: parsed.fault === 'too_large' ? m.kit_fault_too_large() : m.kit_fault_money() };
      }}
    />
  );
}

const isSubmit = (target: EventTarget | null): boolean =>
  target instanceof HTMLButtonElement && target.type === 'submit';

interface TypedFieldProps extends UnitProps {
  unit?: string;
  format: (value: number | null) => string;
  parse: (text: string) => { value: number | null } | { fault: string };
}

/**
 * Keeps what was typed until it can be read; tells the fault when the field is left, not while typing. A form is not sent
 * with it: the field says so by its validity.
 */
function TypedField(props: TypedFieldProps) {
  const { value, onChange, format, parse, unit, width = '14rem' } = props;
  const [text, setText] = useState(() => format(value));
  const [fault, setFault] = useState<string>();
  const { id, texts, aria } = useField({ ...props, fault: fault ?? props.fault });
  const input = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what can be read follows from the text
  useLayoutEffect(() => {
    const typed = parse(text);
    input.current?.setCustomValidity('fault' in typed ? typed.fault : '');
  }, [text]);
  // A value from outside (a draft, another field) replaces the text, own typing does not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new value from outside counts
  useLayoutEffect(() => {
    const typed = parse(text);
    if (!('value' in typed) ? value !== null : typed.value !== value) {
      setText(format(value));
      setFault(undefined);
    }
  }, [value]);
  const leave = (event: FocusEvent) => {
    const typed = parse(text);
    // The form that is being sent tells it; told now, it would push the button away from under the pointer.
    if (!isSubmit(event.relatedTarget)) setFault('fault' in typed ? typed.fault : undefined);
    if ('value' in typed) setText(format(typed.value));
  };
  return (
    <Field
      {...props}
      id={id}
      texts={texts}
      show={(amount: number | null) => [format(amount), unit].filter(Boolean).join(' ')}
    >
      <div
        className="k-input-wrap"
        data-unit={unit ? true : undefined}
        style={{ '--field-width': width } as CSSProperties}
      >
        <input
          ref={input}
          id={id}
          className="k-input k-num"
          inputMode="decimal"
          autoComplete="off"
          {...aria}
          required={!props.optional}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            const typed = parse(event.target.value);
            onChange('value' in typed ? typed.value : null);
            if ('value' in typed) setFault(undefined);
          }}
          onBlur={leave}
        />
        {unit && <span className="k-unit">{unit}</span>}
      </div>
    </Field>
  );
}
