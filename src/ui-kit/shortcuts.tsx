import { useEffect, useRef, useState } from 'react';
import { m } from '#texts';
import { Dialog } from './dialog.tsx';
import { usePreferences } from './preferences.tsx';

export interface Shortcut {
  /** `event.key`, so that it fits every keyboard layout: 'j', 'Enter', '?'. */
  key: string;
  label: string;
  run: () => void;
}

const known = new Set<Shortcut[]>();

/**
 * Single-key shortcuts of the page on screen. They rest while somebody types, while a dialog is open, with
 * any modifier held, and when the person has switched them off.
 */
export function useShortcuts(shortcuts: Shortcut[]) {
  const { singleKeys } = usePreferences().preferences;
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    if (!singleKeys) return;
    const list = latest.current;
    known.add(list);
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isFree(event)) return;
      const hit = latest.current.find(({ key }) => key === event.key);
      if (!hit) return;
      event.preventDefault();
      hit.run();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      known.delete(list);
      window.removeEventListener('keydown', onKey);
    };
  }, [singleKeys]);
}

/** Where a key means a letter, or chooses. A radio button takes arrows and space only. */
const TYPING = 'input:not([type=radio]), select, textarea, [contenteditable], dialog, [popover]';

function isFree(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  const target = event.target as HTMLElement;
  if (target.closest(TYPING)) return false;
  if (document.querySelector('dialog:modal')) return false;
  return event.key !== 'Enter' || !target.closest('a, button, summary');
}

/** The sheet behind "?": every key that works on this page. */
export function ShortcutSheet() {
  const [rows, setRows] = useState<Shortcut[] | null>(null);
  useShortcuts([{ key: '?', label: m.kit_keys_show(), run: () => setRows([...known].flat()) }]);
  return (
    <Dialog open={rows !== null} onClose={() => setRows(null)} title={m.kit_keys()}>
      <dl className="k-keys">
        <dt>
          <kbd>{m.kit_search_keys()}</kbd>
        </dt>
        <dd>{m.kit_search()}</dd>
        {rows?.map(({ key, label }) => (
          <KeyRow key={key + label} name={key} label={label} />
        ))}
      </dl>
    </Dialog>
  );
}

function KeyRow({ name, label }: { name: string; label: string }) {
  return (
    <>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{label}</dd>
    </>
  );
}
