import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { takeEscape } from '../../ui/escape.ts';
import { searchOperations } from '../form/model/searchOperations.ts';
import { useStore, useWorkbench } from '../state/context.ts';

/** What to add at a place: type to find, arrows to walk, Enter to choose. */
export function OperationPicker({
  at,
  onLeave,
}: {
  readonly at: number;
  /** Left by the Escape key: the focus goes back to where it was. */
  readonly onLeave: () => void;
}): ReactNode {
  const store = useStore();
  const catalogue = useWorkbench(({ catalogue }) => catalogue);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  // Enter was pressed before the operations were there.
  const [entered, setEntered] = useState(false);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const groups = searchOperations(catalogue, query);
  const flat = groups.flatMap(({ operations }) => operations);
  const current = flat[Math.min(active, flat.length - 1)];
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.closest('.picker')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const wanted = entered ? flat[0]?.id : undefined;
  useEffect(() => {
    if (wanted !== undefined) store.startDraft(wanted, {}, at);
  }, [wanted, at, store]);

  const go = (to: number): void => {
    const next = Math.max(0, Math.min(flat.length - 1, to));
    setActive(next);
    const operation = flat[next];
    if (!operation) return;
    list.current?.querySelector(`[data-id="${operation.id}"]`)?.scrollIntoView({
      block: 'nearest',
    });
  };
  const choose = (op: string): void => {
    store.startDraft(op, {}, at);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    switch (event.key) {
      case 'ArrowDown':
        go(active === flat.length - 1 ? 0 : active + 1);
        break;
      case 'ArrowUp':
        go(active === 0 ? flat.length - 1 : active - 1);
        break;
      case 'PageDown':
        go(active + 8);
        break;
      case 'PageUp':
        go(active - 8);
        break;
      case 'Enter':
        if (current) choose(current.id);
        else if (catalogue.length === 0) setEntered(true);
        break;
      case 'Escape':
        takeEscape();
        onLeave();
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="picker">
      <input
        ref={input}
        className="field-input"
        type="text"
        role="combobox"
        aria-label={`Add step ${String(at + 1)}`}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        aria-describedby={`${id}-help`}
        placeholder="Add a step…"
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={({ relatedTarget, currentTarget }) => {
          // A click elsewhere; a window that lost the focus comes back to it.
          const away = relatedTarget instanceof Node && relatedTarget !== currentTarget;
          if (away && store.snapshot().adding === at) store.stopAdding();
        }}
      />
      <div
        ref={list}
        id={`${id}-list`}
        className="picker-list"
        role="listbox"
        aria-label="Operations"
        onMouseDown={(event) => {
          event.preventDefault();
        }}
      >
        {groups.map(({ category, label, operations }) => (
          <div key={category} role="group" aria-label={label}>
            <div className="picker-category" aria-hidden="true">
              {label}
            </div>
            {operations.map((operation) => (
              <div
                key={operation.id}
                id={`${id}-${operation.id}`}
                data-id={operation.id}
                role="option"
                aria-selected={operation === current}
                className={`combo-option${operation === current ? ' active' : ''}`}
                onMouseMove={() => {
                  if (operation !== current) setActive(flat.indexOf(operation));
                }}
                onClick={() => {
                  choose(operation.id);
                }}
              >
                <span className="combo-label">{operation.title}</span>
              </div>
            ))}
          </div>
        ))}
        {flat.length === 0 && (
          <div className="combo-none" role="option" aria-selected="false" aria-disabled="true">
            {catalogue.length === 0 ? 'Loading…' : 'No operation is found by this.'}
          </div>
        )}
      </div>
      <div id={`${id}-help`} className="picker-help">
        {current && (
          <>
            <p title={current.summary}>{current.summary}</p>
            {current.examples[0] && (
              <p className="picker-example">{`For example: ${current.examples[0].name}.`}</p>
            )}
          </>
        )}
      </div>
    </div>
  );
}
