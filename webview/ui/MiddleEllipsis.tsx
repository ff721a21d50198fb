import type { ReactNode } from 'react';
import './middleEllipsis.css';

/** Longer names lose their beginning. */
const most = 24;

/** A long address on one line, that loses its folders first: its name tells most. */
export function MiddleEllipsis({ text }: { readonly text: string }): ReactNode {
  const name = text.length - Math.max(0, text.replace(/\/$/, '').lastIndexOf('/'));
  const tail = Math.min(most, name);
  return (
    <span className="middle-ellipsis" title={text}>
      <span className="middle-ellipsis-head" aria-hidden="true">
        {text.slice(0, text.length - tail)}
      </span>
      <span className="middle-ellipsis-tail" aria-hidden="true">
        {text.slice(text.length - tail)}
      </span>
      <span className="visually-hidden">{text}</span>
    </span>
  );
}
