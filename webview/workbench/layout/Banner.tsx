import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import './banner.css';

interface BannerProps {
  readonly kind: 'info' | 'warning' | 'error';
  readonly children: ReactNode;
}

/** One line over the workbench that says what holds for all of it. */
export function Banner({ kind, children }: BannerProps): ReactNode {
  return (
    <div className={`banner is-${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon name={kind === 'info' ? 'shield' : kind} />
      {children}
    </div>
  );
}
