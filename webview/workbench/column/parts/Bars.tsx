import type { ReactNode } from 'react';
import type { Bar } from '../bar.ts';
import './bars.css';

interface BarsProps {
  /** What a screen reader hears in place of the picture. */
  readonly description: string;
  readonly bars: readonly Bar[];
  /** Below the first and the last bar, where bars have no labels of their own. */
  readonly ends?: readonly [string, string];
}

/** A small bar chart, as wide as there is room. */
export function Bars({ description, bars, ends }: BarsProps): ReactNode {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <div className="bars" role="img" aria-label={description}>
      <div className="bars-plot">
        {bars.map(({ count, words }, at) => (
          <span key={at} className="bars-place" title={words}>
            <span
              className="bars-bar"
              style={{ height: count === 0 ? 0 : `${Math.max(3, (count / most) * 100)}%` }}
            />
          </span>
        ))}
      </div>
      {ends ? (
        <div className="bars-ends">
          <span title={ends[0]}>{ends[0]}</span>
          <span title={ends[1]}>{ends[1]}</span>
        </div>
      ) : (
        <div className="bars-labels">
          {bars.map(({ label }, at) => (
            <span key={at}>{label ?? ''}</span>
          ))}
        </div>
      )}
    </div>
  );
}
