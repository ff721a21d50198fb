import type { ReactNode } from 'react';
import type { RejectedLines } from '../../../src/shared/source.ts';
import { integer } from '../../ui/format.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { useStore } from '../state/context.ts';
import { rejectedWords } from './readingWords.ts';
import './rejected.css';

interface RejectedListProps {
  readonly rejected: RejectedLines;
  /** What is said of them: `3 lines are left out`. */
  readonly title: string;
}

/** Lines that are not among the rows: where each stands, why, and its text. */
export function RejectedList({ rejected, title }: RejectedListProps): ReactNode {
  const store = useStore();
  const { examples, rows } = rejected;
  const copy = (): void => {
    const lines = examples.map((line) => `${rejectedWords(line)}\t${line.text}`);
    void store.command({ id: 'copy', text: `${lines.join('\n')}\n` });
  };
  return (
    <section className="rejected" aria-label={title}>
      <div className="rejected-head">
        <b>{title}</b>
        <IconButton icon="copy" label="Copy Lines" onClick={copy} />
      </div>
      <ol>
        {examples.map((line, index) => (
          <li key={index}>
            <span>{rejectedWords(line)}</span>
            <code>{line.text}</code>
          </li>
        ))}
      </ol>
      {rows > examples.length ? <p>and {integer(rows - examples.length)} more</p> : null}
    </section>
  );
}
