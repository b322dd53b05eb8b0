import type { ReactNode } from 'react';
import { type Tone, toneIcon } from './badge.tsx';
import { Icon, type IconName } from './icons.tsx';

interface NoticeProps {
  tone?: Tone;
  icon?: IconName;
  title: string;
  /** Announces itself; for what appears after the page has loaded. */
  live?: boolean;
  children?: ReactNode;
}

export function Notice({ tone = 'info', icon, title, live, children }: NoticeProps) {
  return (
    <div className="k-notice" data-tone={tone} role={live ? 'alert' : undefined}>
      <Icon name={icon ?? toneIcon(tone)} />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}
