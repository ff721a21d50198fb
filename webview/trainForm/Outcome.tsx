import type { ReactNode } from 'react';
import type { TrainFormState } from '../../src/shared/contracts/trainForm.ts';
import { Icon } from '../ui/Icon.tsx';

const icons = {
  submitting: 'loading',
  running: 'loading',
  completed: 'pass',
  failed: 'error',
  stopped: 'circle-slash',
} as const;

/** The newest training of this document: its metric, or why there is none. */
export function Outcome({
  state,
  onLogs,
}: {
  readonly state: TrainFormState;
  readonly onLogs: () => void;
}): ReactNode {
  const { outcome } = state;
  if (!outcome) {
    return (
      <section className="card" aria-labelledby="outcome-title">
        <h2 id="outcome-title">Last training</h2>
        <p className="quiet">None yet. The metric will stand here.</p>
      </section>
    );
  }
  const { name, metric, took, target, error, model } = outcome;
  const place = target === 'local' ? 'here' : 'on SageMaker';
  const active = outcome.state === 'running' || outcome.state === 'submitting';
  return (
    <section className="card" aria-labelledby="outcome-title" aria-live="polite">
      <h2 id="outcome-title">Last training</h2>
      {metric ? (
        <p className="metric">
          <span className="metric-value">{String(Number(metric.value.toPrecision(4)))}</span>
          <span className="metric-name">{metric.name}</span>
        </p>
      ) : null}
      <p className={`check is-${stateClass(outcome.state)}`}>
        <Icon name={icons[outcome.state]} spin={active} />
        <span className="check-text">
          {[outcome.state, place, took].filter((part) => part !== undefined).join(', ')}
          <span className="check-detail">{name}</span>
          {error === undefined ? null : <span className="check-detail">{error}</span>}
          {model === undefined ? null : <span className="check-detail">Model: {model}</span>}
        </span>
      </p>
      <button type="button" className="link" onClick={onLogs}>
        Open logs
      </button>
    </section>
  );
}

function stateClass(state: keyof typeof icons): string {
  return state === 'completed' ? 'passed' : state === 'failed' ? 'failed' : 'open';
}
