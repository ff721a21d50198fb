import { useRef } from 'react';
import type { PointerEvent, ReactNode } from 'react';
import './splitter.css';

interface SplitterProps {
  readonly label: string;
  /** `vertical`: a line from top to bottom, moved left and right. */
  readonly orientation: 'vertical' | 'horizontal';
  /** Size in pixels of the part that it resizes. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** The part lies after the line: moving towards it makes it smaller. */
  readonly after?: boolean;
  readonly onSize: (size: number) => void;
}

/** The line between two parts, that can be dragged, or moved by arrow keys. */
export function Splitter(props: SplitterProps): ReactNode {
  const { label, orientation, size, min, max, after = false, onSize } = props;
  const drag = useRef<{ from: number; size: number } | undefined>(undefined);
  const isVertical = orientation === 'vertical';
  const place = (event: PointerEvent): number => (isVertical ? event.clientX : event.clientY);
  const tell = (wanted: number): void => {
    onSize(Math.round(Math.max(min, Math.min(max, wanted))));
  };
  return (
    <div
      className={`splitter is-${orientation}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={size}
      aria-valuemin={min}
      aria-valuemax={max}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: place(event), size };
      }}
      onPointerMove={(event) => {
        const { current } = drag;
        if (!current) return;
        const moved = place(event) - current.from;
        tell(current.size + (after ? -moved : moved));
      }}
      onPointerUp={() => {
        drag.current = undefined;
      }}
      onPointerCancel={() => {
        drag.current = undefined;
      }}
      onKeyDown={({ key }) => {
        const [less, more] = isVertical ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
        const step = key === less ? -16 : key === more ? 16 : 0;
        if (step !== 0) tell(size + (after ? -step : step));
      }}
    />
  );
}
