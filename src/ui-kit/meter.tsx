import type { CSSProperties, ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import { Icon } from './icons.tsx';

interface MeterProps {
  label: ReactNode;
  /** 0 to 1; more is drawn as full. */
  share: number;
  /** The value in words: "12 von 40 bewertet". It carries the meaning, the bar only shows it. */
  text: string;
  tone?: Tone;
}

export function Meter({ label, share, text, tone }: MeterProps) {
  const width = `${Math.round(Math.max(0, Math.min(1, share)) * 100)}%`;
  return (
    <div className="k-meter" data-tone={tone}>
      <span>{label}</span>
      <span className="k-num">{text}</span>
      <i aria-hidden="true" style={{ '--share': width } as CSSProperties} />
    </div>
  );
}

/** Several meters beneath each other: a bar chart that is text first. */
export function Meters({ children }: { children: ReactNode }) {
  return <div className="k-meters">{children}</div>;
}

interface KeyFigureProps {
  /** The question it answers: "Was kostet unsere IT?" */
  question: string;
  value: string;
  unit?: string;
  trend?: { direction: 'up' | 'down' | 'flat'; text: string; tone: Tone };
  /** One sentence that says what it means. */
  sentence: string;
  /** The rows behind the number. */
  href: string;
}

const ARROWS = { up: 'up', down: 'down', flat: 'flat' } as const;

export function KeyFigure({ question, value, unit, trend, sentence, href }: KeyFigureProps) {
  return (
    <article className="k-card k-figure-key">
      <h3>{question}</h3>
      <p className="k-value">
        {value} {unit && <small>{unit}</small>}
      </p>
      {trend && (
        <p className="k-trend" data-tone={trend.tone}>
          <Icon name={ARROWS[trend.direction]} />
          {trend.text}
        </p>
      )}
      <p>
        <a href={href}>{sentence}</a>
      </p>
    </article>
  );
}
