import type { ReactNode } from 'react';
import './middleEllipsis.css';

/** Longer names lose their beginning. */
const most = 24;

/** A long address on one line, that loses its folders first: its name tells most. */
export function MiddleEllipsis({
  text,
  whole = text,
}: {
  readonly text: string;
  /** What is told on request, and to who does not see the line. */
  readonly whole?: string;
}): ReactNode {
  const name = text.length - Math.max(0, text.replace(/\/$/, '').lastIndexOf('/'));
  const tail = Math.min(most, name);
  return (
    <span className="middle-ellipsis" title={whole}>
      <span className="middle-ellipsis-head" aria-hidden="true">
        {text.slice(0, text.length - tail)}
      </span>
      <span className="middle-ellipsis-tail" aria-hidden="true">
        {text.slice(text.length - tail)}
      </span>
      <span className="visually-hidden">{whole}</span>
    </span>
  );
}
