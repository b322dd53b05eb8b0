import type { ReactNode } from 'react';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Button, type ButtonKind } from './button.tsx';
import { Icon, type IconName } from './icons.tsx';

interface MenuProps {
  label: ReactNode;
  icon?: IconName;
  kind?: ButtonKind;
  small?: boolean;
  bare?: boolean;
  children: ReactNode;
}

/**
 * A button that opens a panel of links, buttons or boxes. Native popover: Escape, click outside and the
 * return of focus come from the browser.
 */
export function Menu({ label, icon, kind = 'quiet', small, bare, children }: MenuProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  // A page has many menus and most are never opened: what is in them is made when it is first wanted.
  const [wanted, setWanted] = useState(false);
  return (
    <>
      <Button ref={opener} kind={kind} small={small} bare={bare} icon={icon} popoverTarget={id}>
        {label}
      </Button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="k-menu"
        onBeforeToggle={(event) => {
          if (event.newState === 'open') flushSync(() => setWanted(true));
        }}
        onToggle={(event) => {
          if (event.newState === 'open') placeBelow(panel.current, opener.current);
        }}
      >
        {wanted && children}
      </div>
    </>
  );
}

interface MenuItemProps {
  icon?: IconName;
  href?: string;
  current?: boolean;
  pressed?: boolean;
  download?: boolean;
  onClick?: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, href, current, pressed, download, onClick, children }: MenuItemProps) {
  const face = (
    <>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {(current || pressed) && <Icon name="check" />}
    </>
  );
  if (href) {
    return (
      <a
        className="k-item"
        href={href}
        download={download || undefined}
        aria-current={current || undefined}
        onClick={close}
      >
        {face}
      </a>
    );
  }
  return (
    <button
      type="button"
      className="k-item"
      aria-pressed={pressed}
      onClick={(event) => {
        close(event);
        onClick?.();
      }}
    >
      {face}
    </button>
  );
}

function close(event: { currentTarget: HTMLElement }) {
  event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
}

/** Puts a panel of the top layer under its opener, kept inside the window. */
export function placeBelow(panel: HTMLElement | null, opener: HTMLElement | null) {
  if (!panel || !opener) return;
  const at = opener.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const left = Math.min(at.left, window.innerWidth - width - 8);
  const under = at.bottom + 4;
  const top = under + height > window.innerHeight && at.top > height ? at.top - height - 4 : under;
  panel.style.left = `${Math.max(8, left)}px`;
  panel.style.top = `${Math.max(8, top)}px`;
}
