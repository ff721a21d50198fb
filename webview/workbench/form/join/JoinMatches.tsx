import type { ReactNode } from 'react';
import type { PreviewState } from '../../../../src/shared/contracts/workbenchState.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { useStore } from '../../state/context.ts';
import { blowUpWarning, matchFigures, matchSentence } from './matchWords.ts';
import './joinMatches.css';

interface JoinMatchesProps {
  /** What is known of the join as the form says it; undefined until then. */
  readonly matches: PreviewState['matches'];
}

/** How the rows of a join find each other, before it is applied. */
export function JoinMatches({ matches }: JoinMatchesProps): ReactNode {
  const store = useStore();
  if (matches === undefined) {
    return (
      <p className="field-help" role="status">
        Matching rows…
      </p>
    );
  }
  if (typeof matches === 'string') {
    return (
      <div className="join-matches">
        <p className="field-help">
          {matches === 'declined'
            ? 'How the rows match is not counted: much would have to come from S3 for it.'
            : 'How the rows match could not be counted.'}
        </p>
        <button
          type="button"
          className="text-button"
          onClick={() => {
            void store.countMatches();
          }}
        >
          {matches === 'declined' ? 'Count matches…' : 'Try again'}
        </button>
      </div>
    );
  }
  const warning = blowUpWarning(matches);
  return (
    <section className="join-matches" aria-label="How the rows match">
      <p role="status">{matchSentence(matches)}</p>
      {warning !== undefined && (
        <p className="join-warning" role="alert">
          <Icon name="warning" />
          <span>{warning}</span>
        </p>
      )}
      <dl>
        {matchFigures(matches).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
