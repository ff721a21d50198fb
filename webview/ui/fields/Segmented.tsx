import { useRef } from 'react';
import type { ReactNode } from 'react';
import './fields.css';

/** One of a few choices that stand side by side. */
export interface Segment {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
  readonly title?: string;
}

interface SegmentedProps {
  readonly label: string;
  readonly value: string;
  readonly segments: readonly Segment[];
  readonly onChange: (value: string) => void;
}

/** A row of choices, one of them taken: a radio group, with the arrows as such a group has them. */
export function Segmented({ label, value, segments, onChange }: SegmentedProps): ReactNode {
  const row = useRef<HTMLDivElement>(null);
  const go = (from: number, step: number): void => {
    const count = segments.length;
    for (let by = 1; by <= count; by += 1) {
      const at = (from + step * by + count * by) % count;
      const next = segments[at];
      if (!next || next.disabled === true) continue;
      onChange(next.value);
      row.current?.querySelectorAll('button')[at]?.focus();
      return;
    }
  };
  return (
    <div ref={row} className="segmented" role="radiogroup" aria-label={label}>
      {segments.map((segment, at) => (
        <button
          key={segment.value}
          type="button"
          role="radio"
          aria-checked={segment.value === value}
          tabIndex={segment.value === value ? 0 : -1}
          disabled={segment.disabled}
          title={segment.title}
          onClick={() => {
            onChange(segment.value);
          }}
          onKeyDown={(event) => {
            const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
            if (step === undefined) return;
            event.preventDefault();
            go(at, step);
          }}
        >
          {segment.label}
        </button>
      ))}
    </div>
  );
}
