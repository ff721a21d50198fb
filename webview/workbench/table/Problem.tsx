import type { ReactNode } from 'react';
import type { WireError } from '../../../src/shared/errors.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorText } from '../../ui/ErrorText.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { readable } from '../options/readable.ts';
import { useStore, useWorkbench } from '../state/context.ts';
import './problem.css';

interface ProblemProps {
  readonly error: WireError | undefined;
  /** What Retry does besides opening the source anew. */
  readonly onRetry?: () => void;
}

/** Why the table does not come, in its place or above what is left of it. */
export function Problem({ error, onRetry }: ProblemProps): ReactNode {
  const store = useStore();
  const canRead = useWorkbench(({ state }) => readable(state) !== undefined);
  if (!error) return null;
  // A person stopped it: that is no error.
  const isQuiet = error.code === 'declined' || error.code === 'cancelled';
  return (
    <div className={`problem${isQuiet ? ' is-quiet' : ''}`} role={isQuiet ? 'status' : 'alert'}>
      <Icon name={isQuiet ? 'info' : 'error'} />
      <ErrorText error={error} />
      <div className="problem-buttons">
        <Button
          primary
          onClick={() => {
            void store.reload().then(() => onRetry?.());
          }}
        >
          Retry
        </Button>
        {canRead ? (
          <Button
            onClick={() => {
              store.showReading('main');
            }}
          >
            Read Options…
          </Button>
        ) : null}
        <Button
          onClick={() => {
            void store.command({ id: 'showLog' });
          }}
        >
          Show Log
        </Button>
      </div>
    </div>
  );
}
