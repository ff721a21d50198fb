import { useId } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../../../ui/Icon.tsx';
import { useStore, useWorkbench } from '../../state/context.ts';
import './fold.css';

interface FoldProps {
  /** Under which it is remembered whether it is folded. */
  readonly id: string;
  readonly title: string;
  /** What stands at the right of the title: a count, a button. */
  readonly side?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a panel under a heading that folds it away; remembered for all columns. */
export function Fold({ id, title, side, children }: FoldProps): ReactNode {
  const store = useStore();
  const folded = useWorkbench((snapshot) => snapshot.ui.folded);
  const body = useId();
  const isOpen = !folded.includes(id);
  return (
    <section className="fold" aria-label={title}>
      <div className="fold-head">
        <h3>
          <button
            type="button"
            className="fold-title"
            aria-expanded={isOpen}
            aria-controls={body}
            onClick={() => {
              const next = isOpen ? [...folded, id] : folded.filter((one) => one !== id);
              store.setUi({ folded: next });
            }}
          >
            <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
            {title}
          </button>
        </h3>
        {side}
      </div>
      <div id={body} className="fold-body" hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </section>
  );
}
