import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger' | 'accent';

export interface Status {
  word: string;
  tone: Tone;
  icon?: IconName;
}

const ICONS: Record<Tone, IconName> = {
  neutral: 'open',
  info: 'info',
  success: 'done',
  warning: 'warning',
  danger: 'danger',
  accent: 'half',
};

/** Status as word, icon and colour together. */
export function Badge({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className="k-badge" data-tone={tone}>
      <Icon name={icon ?? ICONS[tone]} />
      {children}
    </span>
  );
}

export function StatusBadge({ status }: { status: Status }) {
  return (
    <Badge tone={status.tone} icon={status.icon}>
      {status.word}
    </Badge>
  );
}

export const toneIcon = (tone: Tone): IconName => ICONS[tone];
