import type { ReactNode } from 'react';
import type { WireError } from '../../src/shared/errors.ts';
import './errorText.css';

/** An error for a person: the sentence, the next step, and the engine's own words in a fold. */
export function ErrorText({ error }: { readonly error: WireError }): ReactNode {
  return (
    <div className="error-text">
      <p>
        <span className="error-sentence">{error.message}</span>
        {error.hint === undefined ? null : <span className="error-hint"> {error.hint}</span>}
      </p>
      {error.detail === undefined ? null : (
        <details>
          <summary>Details</summary>
          <pre tabIndex={0}>{error.detail}</pre>
        </details>
      )}
    </div>
  );
}
