import type { ReactNode } from 'react';
import { useOverflow } from './use-overflow.ts';

/** What may be wider than the page scrolls sideways within it, by keyboard too. */
export function ScrollFrame({ label, children }: { label: string; children: ReactNode }) {
  const { ref, overflow } = useOverflow();
  return (
    <div
      className="k-scroll"
      ref={ref}
      {...(overflow ? { role: 'region', tabIndex: 0, 'aria-label': label } : {})}
    >
      {children}
    </div>
  );
}
