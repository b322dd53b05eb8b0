import type { KeyboardEvent, ReactNode } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { m } from '#texts';
import { Button } from './button.tsx';
import { useModal } from './dialog.tsx';
import { Icon, type IconName } from './icons.tsx';

export interface PaletteItem {
  id: string;
  label: string;
  /** Group heading: "Gehe zu", "Tickets", "Tun". */
  group: string;
  hint?: string;
  icon?: IconName;
  /** Words people also use for it; searched, not shown. */
  keywords?: string;
  href?: string;
  run?: () => void;
}

interface PaletteProps {
  open: boolean;
  onClose: () => void;
  /** Commands known in the browser; filtered here, without a round trip. */
  commands: PaletteItem[];
  /** Asks the server; called 150 ms after the last key, aborted when outdated. */
  search?: (query: string, signal: AbortSignal) => Promise<PaletteItem[]>;
}

/** Command palette: go to, find, do. Mount it always and switch `open`. */
export function Palette({ open, onClose, commands, search }: PaletteProps) {
  const ref = useRef<HTMLDialogElement>(null);
  useModal(ref, open);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click outside is an extra, Escape closes too
    <dialog
      ref={ref}
      className="k-dialog k-palette"
      aria-label={m.kit_search_all()}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && ref.current.close()}
    >
      {open && <PaletteBody commands={commands} search={search} close={() => ref.current?.close()} />}
    </dialog>
  );
}

function PaletteBody(props: { commands: PaletteItem[]; search: PaletteProps['search']; close: () => void }) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const { found, busy, failed } = useFound(query, props.search);
  const items = byGroup([...matching(props.commands, query), ...found]);
  const current = items[Math.min(active, items.length - 1)];

  const onKeyDown = (event: KeyboardEvent) => {
    const step = listStep(event.key, active, items.length);
    if (step !== null) {
      event.preventDefault();
      setActive(step);
    } else if (event.key === 'Enter' && current && !event.nativeEvent.isComposing) {
      event.preventDefault();
      document.getElementById(optionId(id, current.id))?.click();
    }
  };

  return (
    <>
      <div className="k-palette-input">
        <Icon name="search" />
        <input
          // biome-ignore lint/a11y/noAutofocus: a dialog opened to type into puts the cursor there
          autoFocus
          role="combobox"
          aria-label={m.kit_search_all()}
          aria-expanded={items.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={current && optionId(id, current.id)}
          placeholder={m.kit_palette_placeholder()}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
        {busy && <span className="k-spin" aria-hidden="true" />}
        <Button kind="quiet" small bare icon="close" onClick={props.close}>
          {m.kit_close()}
        </Button>
      </div>
      <div id={id} role="listbox" aria-label={m.kit_results()} className="k-options">
        <Options id={id} items={items} current={current} onPick={props.close} />
      </div>
      <div className="k-palette-foot">
        <span role="status">
          {failed ? m.kit_search_failed() : busy ? m.kit_searching() : m.kit_hits({ count: items.length })}
        </span>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {m.kit_choose()}
        </span>
        <span>
          <kbd>Enter</kbd> {m.kit_open()}
        </span>
      </div>
    </>
  );
}

function Options(props: {
  id: string;
  items: PaletteItem[];
  current: PaletteItem | undefined;
  onPick: () => void;
}) {
  const groups = [...new Set(props.items.map(({ group }) => group))];
  return groups.map((group) => (
    // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups, not fieldsets
    <div key={group} role="group" aria-label={group}>
      <div className="k-options-title" role="presentation">
        {group}
      </div>
      {props.items
        .filter((item) => item.group === group)
        .map((item) => (
          <Option
            key={item.id}
            id={optionId(props.id, item.id)}
            item={item}
            active={item === props.current}
            onPick={props.onPick}
          />
        ))}
    </div>
  ));
}

function Option(props: { id: string; item: PaletteItem; active: boolean; onPick: () => void }) {
  const { id, item, active, onPick } = props;
  const ref = useScrollWhen<HTMLElement>(active);
  const face: ReactNode = (
    <>
      {item.icon && <Icon name={item.icon} />}
      <span>{item.label}</span>
      {item.hint && <small>{item.hint}</small>}
    </>
  );
  const shared = { id, role: 'option', 'aria-selected': active, className: 'k-option', tabIndex: -1 };
  if (item.href) {
    return (
      <a {...shared} ref={ref as { current: HTMLAnchorElement | null }} href={item.href} onClick={onPick}>
        {face}
      </a>
    );
  }
  const run = () => {
    onPick();
    item.run?.();
  };
  // The keyboard works through the combobox, which keeps the focus.
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/noStaticElementInteractions: its role comes with the spread
    <div {...shared} ref={ref as { current: HTMLDivElement | null }} onClick={run}>
      {face}
    </div>
  );
}

export function useScrollWhen<Element extends HTMLElement>(active: boolean) {
  const ref = useRef<Element>(null);
  useEffect(() => {
    if (active) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return ref;
}

function useFound(query: string, search: PaletteProps['search']) {
  const [state, setState] = useState({ found: [] as PaletteItem[], busy: false, failed: false });
  const latest = useRef(search);
  latest.current = search;
  useEffect(() => {
    const wanted = query.trim();
    if (!latest.current || wanted.length < 2) {
      setState({ found: [], busy: false, failed: false });
      return;
    }
    const abort = new AbortController();
    setState((before) => ({ ...before, busy: true, failed: false }));
    const timer = setTimeout(() => {
      latest.current?.(wanted, abort.signal).then(
        (found) => abort.signal.aborted || setState({ found, busy: false, failed: false }),
        () => abort.signal.aborted || setState({ found: [], busy: false, failed: true }),
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  return state;
}

export const optionId = (listId: string, id: string) => `${listId}-${id}`;

/** Where the arrow keys lead in a list of `count` options, or null for any other key. */
export function listStep(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (at + 1) % count;
  if (key === 'ArrowUp') return (at - 1 + count) % count;
  if (key === 'PageDown') return Math.min(at + 8, count - 1);
  if (key === 'PageUp') return Math.max(at - 8, 0);
  return null;
}

const plain = (text: string) =>
  text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '');

function matching(commands: PaletteItem[], query: string): PaletteItem[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  return commands.filter(({ label, hint = '', keywords = '' }) => {
    const text = plain(`${label} ${hint} ${keywords}`);
    return words.every((word) => text.includes(word));
  });
}

/** Groups in order of first appearance, so that the order on screen is the order of the arrow keys. */
function byGroup(items: PaletteItem[]): PaletteItem[] {
  const order = [...new Set(items.map(({ group }) => group))];
  return order.flatMap((group) => items.filter((item) => item.group === group));
}
