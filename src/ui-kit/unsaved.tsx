import { useEffect } from 'react';
import { confirm, leaving } from './dialog.tsx';

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
  return confirm(leaving());
}
