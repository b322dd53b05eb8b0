import { useEffect, useRef, useSyncExternalStore } from 'react';
import { m } from '#texts';
import { Button } from './button.tsx';
import { ConfirmDialog } from './dialog.tsx';
import { Icon } from './icons.tsx';
import { createStore } from './store.ts';

interface Toast {
  id: number;
  text: string;
  tone: 'success' | 'info' | 'danger';
  undo?: (() => void) | undefined;
}

const toasts = createStore<Toast[]>([]);
let last = 0;

const drop = (id: number) => toasts.set(toasts.get().filter((toast) => toast.id !== id));

/**
 * Tells what has happened. Call it only after the server has confirmed. Messages with an undo or of tone
 * danger stay until closed, others for 8 seconds.
 */
export function toast(text: string, options: { tone?: Toast['tone']; undo?: () => void } = {}) {
  const id = ++last;
  const tone = options.tone ?? 'success';
  toasts.set([...toasts.get().slice(-3), { id, text, tone, undo: options.undo }]);
  if (!options.undo && tone !== 'danger') setTimeout(drop, 8000, id);
}

/** Mount once near the root: messages and the confirm dialog. */
export function Overlays() {
  const list = useSyncExternalStore(toasts.subscribe, toasts.get, toasts.get);
  const ref = useRef<HTMLDivElement>(null);
  // Re-entering the top layer puts the messages above a dialog that was opened in the meantime.
  useEffect(() => {
    const box = ref.current;
    if (!box?.isConnected) return;
    if (box.matches(':popover-open')) box.hidePopover();
    if (list.length > 0) box.showPopover();
  }, [list]);
  return (
    <>
      <ConfirmDialog />
      <div className="k-hidden" role="status">
        {list.at(-1)?.text}
      </div>
      <section ref={ref} className="k-toasts" popover="manual" aria-label={m.kit_messages()}>
        {list.map(({ id, text, tone, undo }) => (
          <div key={id} className="k-toast" data-tone={tone}>
            <Icon name={tone === 'success' ? 'done' : tone} />
            <p>{text}</p>
            {undo && (
              <Button
                small
                onClick={() => {
                  undo();
                  drop(id);
                }}
              >
                {m.kit_undo()}
              </Button>
            )}
            <Button kind="quiet" small bare icon="close" onClick={() => drop(id)}>
              {m.kit_close()}
            </Button>
          </div>
        ))}
      </section>
    </>
  );
}
