import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

export interface EmptyStateProps {
  icon?: IconName;
  title: string;
  /** Why there is nothing. */
  why: ReactNode;
  /** The next step: buttons or links. */
  children?: ReactNode;
}

export function EmptyState({ icon = 'info', title, why, children }: EmptyStateProps) {
  return (
    <div className="k-empty">
      <Icon name={icon} />
      <strong>{title}</strong>
      <p>{why}</p>
      {children && <div className="k-actions">{children}</div>}
    </div>
  );
}
