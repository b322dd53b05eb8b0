import type { CSSProperties } from 'react';

interface ProgressProps {
  /** What is going on: "Zeilen werden geprüft". */
  label: string;
  /** 0 to 1; null while nobody knows how much there is. */
  share: number | null;
  /** How far in words: "12.000 von 100.000 Zeilen". */
  text: string;
}

/** How far long work is. The words carry it, the bar only shows it; a reader hears them when it asks. */
export function Progress({ label, share, text }: ProgressProps) {
  const percent = share === null ? null : Math.round(Math.max(0, Math.min(1, share)) * 100);
  return (
    <div
      className="k-meter k-progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(percent === null ? {} : { 'aria-valuenow': percent })}
      aria-valuetext={text || label}
      data-open={percent === null || undefined}
    >
      <span>{label}</span>
      <span className="k-num">{text}</span>
      <i aria-hidden="true" style={{ '--share': `${percent ?? 100}%` } as CSSProperties} />
    </div>
  );
}
