import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { TransferQuestion } from '../../../src/shared/contracts/workbenchState.ts';
import { Button } from '../../ui/Button.tsx';
import { takeEscape } from '../../ui/escape.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import { useOpenTable } from '../table/tableContext.ts';
import { questionWords } from './transferWords.ts';
import './transferBar.css';

/** Asks before much comes from S3; afterwards says what was left undone, if it was. */
export function TransferBar(): ReactNode {
  const question = useWorkbench(({ state }) => state?.question);
  const note = useWorkbench((snapshot) => snapshot.note);
  if (question) return <Question key={question.id} question={question} />;
  return note ? <LeftUndone /> : null;
}

/** A key that is still held from the action itself is no answer to it. */
const TOO_SOON = 400;

function Question({ question }: { readonly question: TransferQuestion }): ReactNode {
  const store = useStore();
  const bar = useRef<HTMLDivElement>(null);
  const since = useRef(0);
  const answer = (chosen: 'fetch' | 'notNow' | 'always'): void => {
    void store.answerTransfer(question.id, chosen);
  };
  useEffect(() => {
    since.current = performance.now();
    const before = document.activeElement;
    const node = bar.current;
    // Who is writing goes on writing.
    if (!isWriting(before)) node?.focus({ preventScroll: true });
    return () => {
      const now = document.activeElement;
      const isLost = now === null || now === document.body || node?.contains(now) === true;
      if (isLost && before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      takeEscape();
      answer('notNow');
    }
    const isHeld = event.repeat || performance.now() - since.current < TOO_SOON;
    if (event.key === 'Enter' && event.target === bar.current && !isHeld) {
      event.preventDefault();
      answer('fetch');
    }
  };
  return (
    <div
      ref={bar}
      className="transfer-bar"
      role="group"
      aria-label="Fetch from S3?"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <Icon name="cloud-download" />
      <p className="transfer-words" role="alert">
        <strong>{question.what}</strong> {questionWords(question)}
      </p>
      <div className="transfer-buttons">
        <Button
          primary
          title="Fetch (Enter)"
          onClick={() => {
            answer('fetch');
          }}
        >
          Fetch
        </Button>
        <Button
          title="Not now (Escape)"
          onClick={() => {
            answer('notNow');
          }}
        >
          Not now
        </Button>
        <Button
          onClick={() => {
            answer('always');
          }}
        >
          Do not ask again for this dataset
        </Button>
      </div>
    </div>
  );
}

function LeftUndone(): ReactNode {
  const store = useStore();
  const open = useOpenTable();
  const note = useWorkbench((snapshot) => snapshot.note);
  if (!note) return null;
  const { words, again } = note;
  return (
    <div className="transfer-bar is-note">
      <Icon name="info" />
      <p className="transfer-words" role="status">
        {words}
      </p>
      <div className="transfer-buttons">
        {again === undefined ? null : (
          <Button
            onClick={() => {
              store.note(undefined);
              if (again === 'retry') open?.retry();
              else store.setUi({ view: again });
            }}
          >
            Fetch…
          </Button>
        )}
        <IconButton
          icon="close"
          label="Dismiss"
          onClick={() => {
            store.note(undefined);
          }}
        />
      </div>
    </div>
  );
}

function isWriting(element: Element | null): boolean {
  return (
    element instanceof HTMLElement &&
    (element.isContentEditable || /^(?:input|textarea|vscode-textfield)$/i.test(element.tagName))
  );
}
