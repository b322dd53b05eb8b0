import { useEffect, useRef, useState } from 'react';

/** Keeps a scroll frame out of the tab order unless there is something to scroll. */
export function useOverflow() {
  const ref = useRef<HTMLDivElement>(null);
  const [overflow, setOverflow] = useState(false);
  useEffect(() => {
    const frame = ref.current;
    if (!frame) return;
    const observer = new ResizeObserver(() => setOverflow(frame.scrollWidth > frame.clientWidth + 1));
    observer.observe(frame);
    if (frame.firstElementChild) observer.observe(frame.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return { ref, overflow };
}
