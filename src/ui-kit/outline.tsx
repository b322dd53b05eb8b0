import type { ReactNode } from 'react';

export interface OutlineItem {
  id: string;
  parentId: string | null;
  href: string;
  label: string;
  /** How much stands there. */
  count?: string;
}

/** Headings below each other as nested lists of links: levels are told, every one is reached by Tab. */
export function Outline(props: { label: string; items: readonly OutlineItem[]; current: string }) {
  const below = Map.groupBy(props.items, ({ parentId }) => parentId);
  const level = (parent: string | null): ReactNode => {
    const items = below.get(parent) ?? [];
    return (
      items.length > 0 && (
        <ul className="k-outline-level">
          {items.map(({ id, href, label, count }) => (
            <li key={id}>
              <a href={href} aria-current={id === props.current ? 'true' : undefined}>
                <span>{label}</span>
                {count && <span className="k-num">{count}</span>}
              </a>
              {level(id)}
            </li>
          ))}
        </ul>
      )
    );
  };
  return (
    <nav className="k-outline" aria-label={props.label}>
      {level(null)}
    </nav>
  );
}
