import { useEffect, useRef } from 'react';

export interface Tab {
  href: string;
  label: string;
  current: boolean;
  count?: number;
}

/** Tabs are places with an address, hence links in a navigation; where they do not all fit, the current one is in sight. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const row = useRef<HTMLElement>(null);
  const here = tabs.find(({ current }) => current)?.href;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current tab has another place
  useEffect(() => {
    const tab = row.current?.querySelector('[aria-current]')?.getBoundingClientRect();
    if (!row.current || !tab) return;
    const seen = row.current.getBoundingClientRect();
    if (tab.right > seen.right) row.current.scrollLeft += tab.right - seen.right;
  }, [here]);
  return (
    <nav ref={row} aria-label={label} className="k-tabs">
      {tabs.map(({ href, label: word, current, count }) => (
        <a key={href} href={href} aria-current={current ? 'page' : undefined}>
          {word}
          {count !== undefined && <span className="k-count">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
