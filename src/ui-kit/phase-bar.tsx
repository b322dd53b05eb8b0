import { m } from '#texts';
import { Icon } from './icons.tsx';

export interface Phase {
  title: string;
  /** "Tag 1, Montag 23.11." */
  when: string;
  state: 'done' | 'current' | 'open';
  /** What is missing before the next gate: "3 Interviews offen". */
  note?: string;
  href?: string;
}

const ICONS = { done: 'done', current: 'half', open: 'open' } as const;

/** The five days of the week, or any row of steps. */
export function PhaseBar({ label, phases }: { label: string; phases: Phase[] }) {
  const words = { done: m.kit_phase_done(), current: m.kit_phase_current(), open: m.kit_phase_open() };
  return (
    <ol className="k-phases" aria-label={label}>
      {phases.map(({ title, when, state, note, href }) => (
        <li key={title + when} data-state={state} aria-current={state === 'current' ? 'step' : undefined}>
          <span className="k-muted">{when}</span>
          <strong>{href ? <a href={href}>{title}</a> : title}</strong>
          <span className="k-state">
            <Icon name={ICONS[state]} />
            {words[state]}
          </span>
          {note && <span>{note}</span>}
        </li>
      ))}
    </ol>
  );
}
