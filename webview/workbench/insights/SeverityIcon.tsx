import type { ReactNode } from 'react';
import type { Severity } from '../../../src/shared/profile/insight.ts';
import { Icon } from '../../ui/Icon.tsx';
import { severityIcons } from './severity.ts';
import './severity.css';

/** The sign of a severity; words stand beside it. */
export function SeverityIcon({ severity }: { readonly severity: Severity }): ReactNode {
  return (
    <span className={`severity is-${severity}`} aria-hidden="true">
      <Icon name={severityIcons[severity]} />
    </span>
  );
}
