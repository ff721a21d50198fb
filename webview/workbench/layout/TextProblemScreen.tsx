import type { ReactNode } from 'react';
import type { TextProblem } from '../../../src/shared/contracts/workbenchState.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useStore } from '../state/context.ts';
import './textProblem.css';

/** A recipe whose text cannot be read: the place, marked in its lines, and the way to mend it. */
export function TextProblemScreen({ problem }: { readonly problem: TextProblem }): ReactNode {
  const store = useStore();
  const { message, hint, line, column, lines } = problem;
  return (
    <main className="text-problem" aria-label="This recipe cannot be read">
      <h1>
        <Icon name="error" />
        This recipe’s text cannot be read
      </h1>
      <p className="text-problem-message" role="alert">
        {message}
        {message.includes(`line ${line}, column ${column}`) ? null : (
          <span className="text-problem-place">
            {' '}
            Line {line}, column {column}.
          </span>
        )}
      </p>
      <pre className="text-problem-lines" tabIndex={0} aria-label="The lines around the place">
        {lines.map(({ number, text }) => (
          <div key={number} className={number === line ? 'text-line is-marked' : 'text-line'}>
            <span className="text-number">{number}</span>
            {number === line ? <Marked text={text} column={column} /> : <span>{text}</span>}
          </div>
        ))}
      </pre>
      <p className="text-problem-hint">
        {hint} The workbench comes back by itself when the text is right again.
      </p>
      <Button
        primary
        onClick={() => {
          void store.command({ id: 'openAsText' });
        }}
      >
        Open as Text
      </Button>
    </main>
  );
}

function Marked({ text, column }: { readonly text: string; readonly column: number }): ReactNode {
  const at = Math.max(0, Math.min(text.length, column - 1));
  return (
    <span>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + 1) || ' '}</mark>
      {text.slice(at + 1)}
    </span>
  );
}
