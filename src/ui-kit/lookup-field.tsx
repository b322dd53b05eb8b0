import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { m } from '#texts';
import { Field, type FieldProps, useField } from './form.tsx';
import { listStep, optionId, useScrollWhen } from './palette.tsx';

export interface LookupOption {
  id: string;
  label: string;
  hint?: string;
}

interface LookupFieldProps extends FieldProps {
  value: LookupOption | null;
  onChange: (value: LookupOption | null) => void;
  /** Called with '' too, for the first choices. */
  search: (query: string, signal: AbortSignal) => Promise<LookupOption[]>;
}

/** Chooses one of many: a person, a device, a measure. */
export function LookupField(props: LookupFieldProps) {
  const { value, onChange } = props;
  const { id, texts, aria } = useField(props);
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const options = useOptions(text, props.search);
  const open = text !== null && options !== null;
  const listId = `${id}-list`;
  const pick = (option: LookupOption) => {
    onChange(option);
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = listStep(event.key, active, options?.length ?? 0);
    const current = options?.[active];
    if (step !== null) {
      event.preventDefault();
      if (text === null) setText('');
      else setActive(step);
    } else if (event.key === 'ArrowDown' && text === null) {
      event.preventDefault();
      setText('');
    } else if (event.key === 'Enter' && open && current) {
      event.preventDefault();
      pick(current);
    } else if (event.key === 'Escape' && text !== null) {
      event.preventDefault();
      event.stopPropagation();
      setText(null);
    }
  };
  return (
    <Field {...props} id={id} texts={texts} show={(chosen: LookupOption | null) => chosen?.label ?? ''}>
      <div className="k-lookup">
        <input
          id={id}
          className="k-input"
          role="combobox"
          {...aria}
          aria-expanded={open}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={open && options[active] ? optionId(listId, options[active].id) : undefined}
          required={!props.optional}
          autoComplete="off"
          value={text ?? value?.label ?? ''}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
            if (value && event.target.value === '') onChange(null);
          }}
          onClick={() => setText((before) => before ?? '')}
          onBlur={() => setText(null)}
          onKeyDown={onKeyDown}
        />
        <div id={listId} role="listbox" aria-label={props.label} className="k-options" hidden={!open}>
          {options?.map((option, at) => (
            <LookupRow
              key={option.id}
              id={optionId(listId, option.id)}
              option={option}
              active={at === active}
              onPick={() => pick(option)}
            />
          ))}
        </div>
        <p role="status" className={open && options.length === 0 ? 'k-help' : 'k-hidden'}>
          {open && (options.length === 0 ? m.kit_no_hits() : m.kit_hits({ count: options.length }))}
        </p>
      </div>
    </Field>
  );
}

function LookupRow(props: { id: string; option: LookupOption; active: boolean; onPick: () => void }) {
  const ref = useScrollWhen<HTMLDivElement>(props.active);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the combobox keeps the focus
    <div
      ref={ref}
      id={props.id}
      role="option"
      aria-selected={props.active}
      className="k-option"
      onPointerDown={(event) => {
        // Before the input loses the focus and closes the list.
        event.preventDefault();
        props.onPick();
      }}
    >
      <span>{props.option.label}</span>
      {props.option.hint && <small>{props.option.hint}</small>}
    </div>
  );
}

function useOptions(text: string | null, search: LookupFieldProps['search']) {
  const [options, setOptions] = useState<LookupOption[] | null>(null);
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    if (text === null) {
      setOptions(null);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(
      () => {
        latest.current(text.trim(), abort.signal).then(
          (found) => abort.signal.aborted || setOptions(found),
          () => abort.signal.aborted || setOptions([]),
        );
      },
      text ? 150 : 0,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text]);
  return options;
}
