import type { ReactNode } from 'react';
import { useEffect, useId, useRef, useSyncExternalStore } from 'react';
import { m } from '#texts';
import { Button } from './button.tsx';
import { createStore } from './store.ts';

interface DialogProps {
  open: boolean;
  /** Called for Escape, the close button and `close()` alike. */
  onClose: () => void;
  title: string;
  wide?: boolean;
  children: ReactNode;
}

/** Native modal dialog: focus trap, Escape and inertness from the browser; focus returns to the opener. */
export function Dialog({ open, onClose, title, wide, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const typed = useRef(false);
  useModal(ref, open);
  useEffect(() => {
    if (open) typed.current = false;
  }, [open]);
  /** Closing by a key or the cross may be a slip: what was typed goes only when somebody says so. */
  const holds = () => typed.current || ref.current?.querySelector('.k-fault-summary') != null;
  const leave = async () => {
    if (holds() && !(await confirm(leaving()))) return;
    ref.current?.close();
  };
  return (
    <dialog
      ref={ref}
      className="k-dialog"
      data-wide={wide || undefined}
      aria-labelledby={titleId}
      onInput={() => {
        typed.current = true;
      }}
      onSubmit={() => {
        // What was sent is either kept or refused; then the summary of faults stands in the form.
        typed.current = false;
      }}
      onCancel={(event) => {
        if (event.target !== ref.current || !holds()) return;
        event.preventDefault();
        void leave();
      }}
      onClose={(event) => event.target === ref.current && onClose()}
    >
      {open && (
        <>
          <div className="k-dialog-head">
            <h2 id={titleId}>{title}</h2>
            <Button kind="quiet" icon="close" bare onClick={() => void leave()}>
              {m.kit_close()}
            </Button>
          </div>
          <div className="k-dialog-body">{children}</div>
        </>
      )}
    </dialog>
  );
}

export function DialogFoot({ children }: { children: ReactNode }) {
  return <div className="k-dialog-foot">{children}</div>;
}

const FIRST_FIELD = '.k-dialog-body :is(input:not([type="hidden"]), select, textarea):not(:disabled)';

export function useModal(ref: { current: HTMLDialogElement | null }, open: boolean) {
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open === open) return;
    if (open) {
      dialog.showModal();
      // Where there is something to fill in, that is what the dialog was opened for.
      dialog.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
    } else dialog.close();
  }, [ref, open]);
}

export interface Question {
  title: string;
  text: ReactNode;
  /** The verb on the button, never "OK". */
  action: string;
  cancel?: string;
  danger?: boolean;
}

/** Asked where what was typed would be lost. */
export const leaving = (): Question => ({
  title: m.kit_unsaved_title(),
  text: m.kit_unsaved_text(),
  action: m.kit_unsaved_leave(),
  cancel: m.kit_unsaved_stay(),
  danger: true,
});

const asked = createStore<{ question: Question; answer: (yes: boolean) => void } | null>(null);

/** Asks before something that cannot be undone. Resolves to false on Escape. Needs `<Overlays />`. */
export function confirm(question: Question): Promise<boolean> {
  asked.get()?.answer(false);
  return new Promise((resolve) => {
    asked.set({
      question,
      answer: (yes) => {
        asked.set(null);
        resolve(yes);
      },
    });
  });
}

export function ConfirmDialog() {
  const current = useSyncExternalStore(asked.subscribe, asked.get, asked.get);
  return (
    <Dialog
      open={current !== null}
      onClose={() => asked.get()?.answer(false)}
      title={current?.question.title ?? ''}
    >
      <div className="k-prose">{current?.question.text}</div>
      <DialogFoot>
        <Button onClick={() => current?.answer(false)}>{current?.question.cancel ?? m.kit_cancel()}</Button>
        <Button kind={current?.question.danger ? 'danger' : 'primary'} onClick={() => current?.answer(true)}>
          {current?.question.action}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
