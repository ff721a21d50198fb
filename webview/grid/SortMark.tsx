import type { ReactNode } from 'react';

interface SortMarkProps {
  readonly descending: boolean;
  /** Which of several keys it is, from 1. */
  readonly place: number | undefined;
}

/** The sign of a sorted column. Said by `aria-sort`, so it is only for the eye. */
export function SortMark({ descending, place }: SortMarkProps): ReactNode {
  return (
    <div className="grid-sort" aria-hidden="true">
      <svg viewBox="0 0 10 10" width="10" height="10">
        <path d={descending ? 'M5 9 1 4h8z' : 'M5 1 9 6H1z'} fill="currentColor" />
      </svg>
      {place}
    </div>
  );
}
