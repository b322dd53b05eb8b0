export interface Tab {
  href: string;
  label: string;
  current: boolean;
  count?: number;
}

/** Tabs are places with an address, hence links in a navigation. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav aria-label={label} className="k-tabs">
      {tabs.map(({ href, label: word, current, count }) => (
        <a key={href} href={href} aria-current={current ? 'page' : undefined}>
          {word}
          {count !== undefined && <span className="k-count">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
