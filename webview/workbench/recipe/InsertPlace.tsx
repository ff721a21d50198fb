import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon.tsx';

/** The place between two steps: a plus on hover. By keyboard the Insert key does the same. */
export function InsertPlace({
  at,
  shown,
  onInsert,
}: {
  readonly at: number;
  readonly shown: boolean;
  readonly onInsert: () => void;
}): ReactNode {
  return (
    <div className={`insert-place${shown ? ' is-shown' : ''}`}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`Insert a step at ${String(at + 1)}`}
        title="Insert a step here (Insert)"
        onClick={onInsert}
      >
        <Icon name="add" />
      </button>
    </div>
  );
}
