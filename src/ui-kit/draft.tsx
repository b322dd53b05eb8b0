import { useCallback, useEffect, useRef, useState } from 'react';
import { m } from '#texts';
import { time } from './format.tsx';
import { Icon } from './icons.tsx';

export interface StoredDraft<Value> {
  value: Value;
  /** Instant in ISO form. */
  savedAt: string;
  /** What the form held before typing began; tells what was typed from what was there. */
  base?: Value;
}

/** Where drafts live beyond this browser; the app gives the one that talks to the server. */
export interface DraftStorage {
  load: (key: string) => Promise<StoredDraft<unknown> | null>;
  save: (key: string, draft: StoredDraft<unknown>) => Promise<void>;
  remove: (key: string) => Promise<void>;
}

export type DraftState = 'empty' | 'saving' | 'here' | 'everywhere';

export interface Draft<Value> {
  value: Value;
  change: (part: Partial<Value>) => void;
  state: DraftState;
  savedAt: string | null;
  /** True when the form was filled from an earlier session. */
  restored: boolean;
  /** What the draft rests on; null before the first change and in drafts of earlier releases. */
  base: Value | null;
  /** Rests the draft on another state of the record, with what is taken over from it. */
  rebase: (base: Value, take: Partial<Value>) => void;
  /** After the real save, or when somebody discards it: back to the initial value. */
  clear: () => void;
}

/**
 * A form's value that survives reload, sign-out and a lost network: each change is kept in the browser at
 * once and in `storage` 0.8 s after the last one. `key` names person, form and record
 * ("draft:<person>:measure:<id>"), since a browser can be shared. The newer of both copies wins on return.
 */
export function useDraft<Value extends object>(
  key: string,
  initial: Value,
  storage?: DraftStorage,
): Draft<Value> {
  const [first] = useState(() => readLocal<Value>(key));
  const [draft, setDraft] = useState(first);
  const [state, setState] = useState<DraftState>(first ? 'here' : 'empty');
  const [restored, setRestored] = useState(first !== null);
  const latest = useRef(draft);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const touched = useRef(false);

  const keep = useCallback(
    (next: StoredDraft<Value>) => {
      const local = writeLocal(key, next);
      setState(storage ? 'saving' : local ? 'here' : 'saving');
      clearTimeout(timer.current);
      if (!storage) return;
      timer.current = setTimeout(() => {
        storage.save(key, next).then(
          () => latest.current === next && setState('everywhere'),
          () => latest.current === next && setState('here'),
        );
      }, 800);
    },
    [key, storage],
  );

  useEffect(() => {
    let gone = false;
    storage?.load(key).then(
      (remote) => {
        if (gone || touched.current || !remote) return;
        if (latest.current && latest.current.savedAt >= remote.savedAt) return;
        latest.current = remote as StoredDraft<Value>;
        setDraft(latest.current);
        setRestored(true);
        setState('everywhere');
      },
      () => {},
    );
    return () => {
      gone = true;
    };
  }, [key, storage]);

  const start = useRef(initial);
  const write = useCallback(
    (part: Partial<Value>, base: Value | undefined) => {
      touched.current = true;
      const value = { ...start.current, ...latest.current?.value, ...part };
      const next = { value, savedAt: new Date().toISOString(), ...(base ? { base } : {}) };
      latest.current = next;
      setDraft(next);
      keep(next);
    },
    [keep],
  );
  const change = useCallback(
    (part: Partial<Value>) => write(part, latest.current ? latest.current.base : start.current),
    [write],
  );
  const rebase = useCallback((base: Value, take: Partial<Value>) => write(take, base), [write]);
  const clear = useCallback(() => {
    clearTimeout(timer.current);
    latest.current = null;
    removeLocal(key);
    storage?.remove(key).catch(() => {});
    setDraft(null);
    setState('empty');
    setRestored(false);
  }, [key, storage]);

  return {
    value: draft ? { ...initial, ...draft.value } : initial,
    change,
    state,
    savedAt: draft?.savedAt ?? null,
    restored,
    base: draft?.base ?? null,
    rebase,
    clear,
  };
}

/** "Entwurf gespeichert 14:05", with a way to throw it away. */
export function DraftStatus<Value>({ draft }: { draft: Draft<Value> }) {
  const { state, savedAt } = draft;
  const at = savedAt ? time(savedAt) : '';
  const words = {
    empty: '',
    saving: m.kit_draft_saving(),
    here: m.kit_draft_here({ time: at }),
    everywhere: m.kit_draft_saved({ time: at }),
  };
  return (
    <span className="k-draft">
      {state !== 'empty' && <Icon name={state === 'saving' ? 'clock' : 'check'} />}
      <span role="status">{words[state]}</span>
      {draft.restored && (
        <button type="button" className="k-btn" data-kind="link" onClick={draft.clear}>
          {m.kit_draft_discard()}
        </button>
      )}
    </span>
  );
}

// Storage can be full or forbidden; typing must go on all the same.
function readLocal<Value>(key: string): StoredDraft<Value> | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function writeLocal(key: string, draft: StoredDraft<unknown>): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function removeLocal(key: string) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept then.
  }
}
