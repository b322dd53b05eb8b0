import { useEffect } from 'react';
import { m } from '#texts';
import { confirm } from './dialog.tsx';

const open = new Set<symbol>();

/** While true, leaving by the browser warns, and `mayLeave` asks. */
export function useUnsavedGuard(unsaved: boolean) {
  useEffect(() => {
    if (!unsaved) return;
    const token = Symbol('unsaved');
    open.add(token);
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => {
      open.delete(token);
      window.removeEventListener('beforeunload', warn);
    };
  }, [unsaved]);
}

/** Something typed on this page is not saved. */
export const hasUnsaved = (): boolean => open.size > 0;

/** The router asks this before it changes the page. */
export async function mayLeave(): Promise<boolean> {
  if (open.size === 0) return true;
  return confirm({
    title: m.kit_unsaved_title(),
    text: m.kit_unsaved_text(),
    action: m.kit_unsaved_leave(),
    cancel: m.kit_unsaved_stay(),
    danger: true,
  });
}
