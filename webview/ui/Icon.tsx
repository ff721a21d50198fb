import type { ReactNode } from 'react';
import './icon.css';

/** A codicon. It says nothing to a screen reader: a word stands beside it, or on its button. */
export function Icon({
  name,
  spin,
}: {
  readonly name: string;
  readonly spin?: boolean;
}): ReactNode {
  return (
    <span
      className={`codicon codicon-${name}${spin ? ' codicon-modifier-spin' : ''}`}
      aria-hidden="true"
    />
  );
}
