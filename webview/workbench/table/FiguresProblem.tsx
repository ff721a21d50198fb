import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { WireError } from '../../../src/shared/errors.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorText } from '../../ui/ErrorText.tsx';
import { useWorkbench } from '../state/context.ts';
import { useTableFacts } from './tableContext.ts';
import './problem.css';

/**
 * Why a panel's figures do not come, unless the table says so already: what ended both is told once,
 * and the figures are asked for again when the table is.
 */
export function FiguresProblem({
  problem,
  onRetry,
}: {
  readonly problem: WireError;
  readonly onRetry: () => void;
}): ReactNode {
  const facts = useTableFacts();
  const opening = useWorkbench((snapshot) => snapshot.state?.problem);
  const isTold = [facts?.problem, opening].some((told) => told?.message === problem.message);
  const wasTold = useRef(false);
  useEffect(() => {
    if (wasTold.current && !isTold) onRetry();
    wasTold.current = isTold;
  }, [isTold, onRetry]);
  if (isTold) return null;
  const isDeclined = problem.code === 'declined';
  return (
    <div className="figures-problem" role={isDeclined ? 'status' : 'alert'}>
      <ErrorText error={problem} />
      <Button onClick={onRetry}>{isDeclined ? 'Fetch…' : 'Try Again'}</Button>
    </div>
  );
}
