import { useId } from 'react';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  /** What stands at the right of the title: a count, buttons. */
  readonly side?: ReactNode;
  readonly children?: ReactNode;
  readonly className?: string;
}

/** A part of the recipe panel under a small heading. */
export function Section({ title, side, children, className = '' }: SectionProps): ReactNode {
  const id = useId();
  return (
    <section className={`recipe-section ${className}`} aria-labelledby={id}>
      <div className="recipe-section-head">
        <h2 id={id}>{title}</h2>
        {side}
      </div>
      {children}
    </section>
  );
}
