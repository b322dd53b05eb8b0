import { useEffect, useState } from 'react';

/** Keeps a scroll frame out of the tab order unless there is something to scroll; the frame may come later than the page. */
export function useOverflow() {
  const [frame, ref] = useState<HTMLDivElement | null>(null);
  const [overflow, setOverflow] = useState(false);
  useEffect(() => {
    if (!frame) return;
    const observer = new ResizeObserver(() => setOverflow(frame.scrollWidth > frame.clientWidth + 1));
    observer.observe(frame);
    if (frame.firstElementChild) observer.observe(frame.firstElementChild);
    return () => observer.disconnect();
  }, [frame]);
  return { ref, overflow };
}
