import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { Icon, type IconName } from './icons.tsx';

export type ButtonKind = 'primary' | 'default' | 'quiet' | 'danger' | 'link';

interface Look {
  kind?: ButtonKind;
  icon?: IconName;
  small?: boolean;
  /** Shows the icon alone; the children stay as the accessible name. */
  bare?: boolean;
  children: ReactNode;
}

interface ButtonProps extends Look, Omit<ComponentProps<'button'>, 'children' | 'disabled'> {
  busy?: boolean;
  /** Why the button cannot be used now. It stays focusable, so that the reason can be read. */
  reason?: string | undefined;
}

export function Button(props: ButtonProps) {
  const { kind = 'default', icon, small, bare, busy, reason, onClick, children, ...rest } = props;
  const reasonId = useId();
  const blocked = Boolean(reason) || busy;
  return (
    <button
      type="button"
      {...rest}
      className="k-btn"
      data-kind={kind}
      data-small={small || undefined}
      data-bare={bare || undefined}
      aria-busy={busy || undefined}
      aria-disabled={blocked || undefined}
      aria-describedby={reason ? reasonId : rest['aria-describedby']}
      title={rest.title ?? reason}
      onClick={(event) => (blocked ? event.preventDefault() : onClick?.(event))}
    >
      <Face icon={icon} bare={bare} busy={busy}>
        {children}
      </Face>
      {reason && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </button>
  );
}

export function ButtonLink(props: Look & Omit<ComponentProps<'a'>, 'children'> & { href: string }) {
  const { kind = 'default', icon, small, bare, children, ...rest } = props;
  return (
    <a
      {...rest}
      className="k-btn"
      data-kind={kind}
      data-small={small || undefined}
      data-bare={bare || undefined}
    >
      <Face icon={icon} bare={bare}>
        {children}
      </Face>
    </a>
  );
}

function Face(props: {
  icon?: IconName | undefined;
  bare?: boolean | undefined;
  busy?: boolean | undefined;
  children: ReactNode;
}) {
  return (
    <>
      {props.busy ? <span className="k-spin" aria-hidden="true" /> : props.icon && <Icon name={props.icon} />}
      <span className={props.bare ? 'k-hidden' : undefined}>{props.children}</span>
    </>
  );
}
