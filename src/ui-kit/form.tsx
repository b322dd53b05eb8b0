import {
  createContext,
  type FormEvent,
  type ReactNode,
  use,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { m } from '#texts';
import { Button, ButtonLink } from './button.tsx';
import { ClashHint } from './clash.tsx';
import { Icon } from './icons.tsx';
import { useUnsavedGuard } from './unsaved.tsx';

/** Same shape as the `fields` of a refusal by the server. */
export interface Fault {
  path: string;
  text: string;
}

interface FormContextValue {
  prefix: string;
  faults: Fault[];
}

const FormContext = createContext<FormContextValue>({ prefix: 'f', faults: [] });

export interface FormProps {
  /** May reject or set `faults`; the form stays busy until it settles. */
  onSubmit: () => Promise<void> | void;
  /** All faults at once, from the server or the page. */
  faults?: Fault[] | undefined;
  /** Fields to look at that are not at fault; listed with the problem on top. */
  places?: Fault[] | undefined;
  /** A refusal that belongs to no field. */
  problem?: string | undefined;
  /** A link that helps out of the problem. */
  remedy?: { href: string; label: string } | undefined;
  /** The verb: "Maßnahme anlegen". */
  submit: string;
  /** Why it cannot be sent now. */
  reason?: string | undefined;
  cancelHref?: string;
  onCancel?: () => void;
  /** Warns before leaving; set it once something was typed and is not kept as a draft. */
  unsaved?: boolean;
  /** At the foot, usually <DraftStatus/>. */
  status?: ReactNode;
  children: ReactNode;
}

export function Form(props: FormProps) {
  const { onSubmit, faults: told = [], places = [], problem, unsaved = false, children } = props;
  const prefix = useId();
  const [busy, setBusy] = useState(false);
  const [unread, setUnread] = useState<Fault[]>([]);
  // What the last try met: what could not be read kept it from being sent, and then nothing said before it holds.
  const faults = unread.length > 0 ? unread : told;
  useUnsavedGuard(unsaved && !busy);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy || props.reason) return;
    const found = unreadIn(event.currentTarget, prefix);
    setUnread(found);
    if (found.length > 0) return;
    setBusy(true);
    try {
      await onSubmit();
    } finally {
      setBusy(false);
    }
  };
  return (
    <FormContext value={{ prefix, faults }}>
      <form className="k-form" noValidate onSubmit={submit} aria-busy={busy || undefined}>
        <FaultSummary
          prefix={prefix}
          faults={faults}
          places={places}
          problem={unread.length > 0 ? undefined : problem}
          remedy={props.remedy}
        />
        {children}
        <FormFoot {...props} busy={busy} />
      </form>
    </FormContext>
  );
}

/** What was typed and cannot be read: sent, it would be an empty field and wipe out what was stored. */
const unreadIn = (form: HTMLFormElement, prefix: string): Fault[] =>
  [...form.elements]
    .filter((element) => element instanceof HTMLInputElement)
    .filter(({ validity }) => validity.customError || validity.badInput)
    .map(({ id, validity, validationMessage }) => ({
      path: id.slice(prefix.length),
      text: validity.customError ? validationMessage : m.kit_fault_date(),
    }));

function FormFoot(props: FormProps & { busy: boolean }) {
  const { submit, reason, cancelHref, onCancel, status, busy } = props;
  return (
    <div className="k-form-foot">
      <Button type="submit" kind="primary" busy={busy} reason={reason}>
        {submit}
      </Button>
      {cancelHref && (
        <ButtonLink kind="quiet" href={cancelHref}>
          {m.kit_cancel()}
        </ButtonLink>
      )}
      {onCancel && (
        <Button kind="quiet" onClick={onCancel}>
          {m.kit_cancel()}
        </Button>
      )}
      {status}
      {reason && <p className="k-reasons">{reason}</p>}
    </div>
  );
}

/** Takes the focus when faults arrive, so that nobody has to search for what went wrong. */
function FaultSummary(props: {
  prefix: string;
  faults: Fault[];
  places: Fault[];
  problem: string | undefined;
  remedy: FormProps['remedy'];
}) {
  const { prefix, faults, places, problem, remedy } = props;
  const box = useRef<HTMLDivElement>(null);
  const told = JSON.stringify([faults, problem]);
  const [labels, setLabels] = useState<Record<string, string>>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus moves when what is told changes
  useEffect(() => {
    box.current?.focus();
    setLabels(Object.fromEntries(faults.map(({ path }) => [path, labelOf(fieldId(prefix, path))])));
  }, [told]);
  if (faults.length === 0 && !problem) return null;
  return (
    <div ref={box} className="k-fault-summary" tabIndex={-1} role="alert">
      <h2>
        <Icon name="danger" />
        {problem ?? m.kit_faults({ count: faults.length })}
      </h2>
      {problem && remedy && (
        <p>
          <a href={remedy.href}>{remedy.label}</a>
        </p>
      )}
      <ul>
        {[...faults, ...places].map(({ path, text }) => (
          <li key={path + text}>
            <a
              href={`#${fieldId(prefix, path)}`}
              onClick={(event) => focusField(event, fieldId(prefix, path))}
            >
              {labels[path] ? `${labels[path]}: ${text}` : text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What stands above a field; a fault without it could be any field's. */
function labelOf(id: string): string {
  const field = document.getElementById(id);
  const label = field?.matches('fieldset')
    ? field.querySelector('legend')
    : document.querySelector(`label[for="${CSS.escape(id)}"]`);
  return label?.firstChild?.textContent?.trim() ?? '';
}

function focusField(event: { preventDefault: () => void }, id: string) {
  const field = document.getElementById(id);
  if (!field) return;
  event.preventDefault();
  const focusable = field.matches('fieldset') ? field.querySelector<HTMLElement>('input') : field;
  focusable?.focus();
  field.scrollIntoView({ block: 'center' });
}

const fieldId = (prefix: string, name: string) => `${prefix}${name}`;

export interface FieldProps {
  /** Path of the field in the input of the request, as the server names it in a refusal. */
  name: string;
  label: string;
  help?: ReactNode;
  /** Marks the field as voluntary; everything else is needed. */
  optional?: boolean;
  /** A fault of this field, in addition to those of the form. */
  fault?: string | undefined;
}

/** Ids and faults of one field; for controls of your own inside a Form. */
export function useField({ name, help, fault }: Pick<FieldProps, 'name' | 'help' | 'fault'>) {
  const { prefix, faults } = use(FormContext);
  const id = fieldId(prefix, name);
  const texts = faults.filter(({ path }) => path === name).map(({ text }) => text);
  if (fault && !texts.includes(fault)) texts.unshift(fault);
  const describedBy = [help && `${id}-help`, texts.length > 0 && `${id}-fault`].filter(Boolean).join(' ');
  return {
    id,
    texts,
    aria: {
      'aria-describedby': describedBy || undefined,
      'aria-invalid': texts.length > 0 || undefined,
    } as const,
  };
}

/** Label, help and faults around a single control. */
export function Field(
  props: FieldProps & {
    id: string;
    texts: string[];
    /** A value of the control in words; text reads as it is. */
    show?: (value: never) => string;
    children: ReactNode;
  },
) {
  const { id, name, label, optional, help, texts, show = String, children } = props;
  return (
    <div className="k-field" data-fault={texts.length > 0 || undefined}>
      <label className="k-label" htmlFor={id}>
        {label} {optional && <small>({m.kit_optional()})</small>}
      </label>
      <FieldHints id={id} help={help} texts={texts} />
      <ClashHint name={name} label={label} show={show as (value: unknown) => string} />
      {children}
    </div>
  );
}

export function FieldHints({ id, help, texts }: { id: string; help?: ReactNode; texts: string[] }) {
  return (
    <>
      {help && (
        <p id={`${id}-help`} className="k-help">
          {help}
        </p>
      )}
      {texts.length > 0 && (
        <div id={`${id}-fault`}>
          {texts.map((text) => (
            <p key={text} className="k-fault">
              <Icon name="danger" />
              {text}
            </p>
          ))}
        </div>
      )}
    </>
  );
}

/** Fields side by side where they belong together: from and to. */
export function FormRow({ children }: { children: ReactNode }) {
  return <div className="k-form-row">{children}</div>;
}
