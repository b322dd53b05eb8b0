import type { ReactNode } from 'react';
import { m } from '#texts';
import type { Tone } from './badge.tsx';
import { dateTime } from './format.tsx';

export interface TimelineEntry {
  id: string;
  who: string;
  /** Instant in ISO form. */
  at: string;
  what: string;
  changes?: { field: string; from: string; to: string }[];
  body?: ReactNode;
  tone?: Tone;
}

/** Who, when, what, from what to what; newest as the page orders them. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  return (
    <ol className="k-timeline">
      {entries.map((entry) => (
        <li key={entry.id} data-tone={entry.tone}>
          <header>
            <b>{entry.who}</b>
            <time dateTime={entry.at}>{dateTime(entry.at)}</time>
          </header>
          <p>{entry.what}</p>
          {entry.changes?.map(({ field, from, to }) => (
            <p key={field} className="k-change">
              {field}: <del>{from || m.kit_nothing()}</del> <span aria-hidden="true">→</span>
              <span className="k-hidden">{m.kit_now()}</span> <ins>{to || m.kit_nothing()}</ins>
            </p>
          ))}
          {entry.body}
        </li>
      ))}
    </ol>
  );
}
