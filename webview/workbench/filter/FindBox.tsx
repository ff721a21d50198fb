import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { takeEscape } from '../../ui/escape.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { findWords } from '../find/findWords.ts';
import type { FindState } from '../find/finder.ts';
import { useAction, useStore, useWorkbench } from '../state/context.ts';
import { useOpenTable } from '../table/tableContext.ts';

/** Nobody waits for cells while the word is still being typed, in milliseconds. */
const patience = 350;

const noSearch: FindState = { text: '', cell: undefined, cells: undefined, busy: false };

/** Finds cells with a text in any column, one after the other, or keeps only the rows that have one. */
export function FindBox(): ReactNode {
  const store = useStore();
  const kept = useWorkbench((snapshot) => snapshot.ui.view.find);
  const finder = useOpenTable()?.finder;
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(kept);
  const [text, setText] = useState(kept);
  const [from, setFrom] = useState(kept);
  const search = useSyncExternalStore(finder?.subscribe ?? never, finder?.state ?? none);
  const onlyMatching = kept !== '';
  // The view came back with the webview, or was changed elsewhere.
  if (from !== kept) {
    setFrom(kept);
    if (kept !== '') {
      setTyped(kept);
      setText(kept);
    }
  }
  const keep = (find: string): void => {
    const { view } = store.snapshot().ui;
    if (find !== view.find) store.setUi({ view: { ...view, find } });
  };
  const look = (next: string): void => {
    setText(next);
    if (store.snapshot().ui.view.find !== '') keep(next);
    else {
      finder?.look(next);
      void finder?.go('next', true);
    }
  };
  useEffect(() => {
    finder?.look(text);
  }, [finder, text]);
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => {
      look(typed);
    }, patience);
    return () => {
      clearTimeout(timer);
    };
  });
  const go = (direction: 'next' | 'previous'): void => {
    if (typed !== text) look(typed);
    else void finder?.go(direction);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key !== 'F3' || typed === '') return;
      event.preventDefault();
      go(event.shiftKey ? 'previous' : 'next');
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  });
  const clear = (): void => {
    setTyped('');
    look('');
  };
  useAction((action) => {
    if (action === 'resetView') clear();
    if (action !== 'find') return;
    input.current?.focus();
    input.current?.select();
  });
  const words = typed === text ? findWords(search) : '';
  const isNone = search.cells === 0 && words !== '';
  return (
    <div className={`find-box${isNone ? ' is-none' : ''}`} role="search">
      <input
        ref={input}
        type="text"
        aria-label="Find in all columns"
        placeholder="Find in all columns"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? 'previous' : 'next');
          if (event.key === 'Escape' && typed !== '') {
            takeEscape();
            event.stopPropagation();
            clear();
          }
        }}
      />
      <span className="find-words" role="status">
        {words}
      </span>
      {typed === '' ? (
        <kbd aria-hidden="true">Ctrl+F</kbd>
      ) : (
        <>
          <IconButton
            icon="arrow-up"
            label="Previous match (Shift+Enter)"
            disabled={isNone}
            onClick={() => {
              go('previous');
            }}
          />
          <IconButton
            icon="arrow-down"
            label="Next match (Enter)"
            disabled={isNone}
            onClick={() => {
              go('next');
            }}
          />
          <IconButton
            icon="list-filter"
            label="Only rows that match"
            pressed={onlyMatching}
            onClick={() => {
              setText(typed);
              keep(onlyMatching ? '' : typed);
            }}
          />
          <IconButton
            icon="close"
            label="Clear"
            onClick={() => {
              clear();
              input.current?.focus();
            }}
          />
        </>
      )}
    </div>
  );
}

function never(): () => void {
  return () => undefined;
}

function none(): FindState {
  return noSearch;
}
