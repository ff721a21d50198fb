import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Icon } from '../../../ui/Icon.tsx';

interface ColumnChipsProps {
  readonly label: string;
  readonly names: readonly string[];
  /** Names that are there; others are marked. */
  readonly known: ReadonlySet<string>;
  readonly onChange: (names: readonly string[]) => void;
}

/** Chosen columns in order. Arrows walk, Alt+arrows move, Delete takes one out; they can be dragged. */
export function ColumnChips({ label, names, known, onChange }: ColumnChipsProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const [at, setAt] = useState(0);
  const [dragged, setDragged] = useState<number>();
  if (names.length === 0) return null;
  const place = Math.min(at, names.length - 1);

  const focus = (index: number): void => {
    setAt(index);
    // After React has moved the chips.
    requestAnimationFrame(() => {
      const chips = list.current?.querySelectorAll('li');
      chips?.[Math.min(index, chips.length - 1)]?.focus();
    });
  };
  const moveTo = (from: number, to: number): void => {
    const name = names[from];
    if (name === undefined || to < 0 || to >= names.length) return;
    const rest = names.filter((_, index) => index !== from);
    onChange([...rest.slice(0, to), name, ...rest.slice(to)]);
  };
  const remove = (index: number): void => {
    onChange(names.filter((_, other) => other !== index));
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const step = event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 1;
    switch (event.key) {
      case 'ArrowLeft':
      case 'ArrowUp':
      case 'ArrowRight':
      case 'ArrowDown': {
        const to = Math.max(0, Math.min(names.length - 1, index + step));
        if (event.altKey) moveTo(index, to);
        focus(to);
        break;
      }
      case 'Delete':
      case 'Backspace':
        remove(index);
        if (names.length > 1) focus(Math.min(index, names.length - 2));
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <ul ref={list} className="chips" role="listbox" aria-label={`${label}, chosen`}>
      {names.map((name, index) => (
        <li
          key={name}
          className={`chip${known.size > 0 && !known.has(name) ? ' gone' : ''}`}
          role="option"
          aria-selected={index === place}
          aria-label={known.size > 0 && !known.has(name) ? `${name}, not in the table` : name}
          title={known.size > 0 && !known.has(name) ? `${name}: there is no such column` : name}
          tabIndex={index === place ? 0 : -1}
          draggable
          onFocus={() => {
            setAt(index);
          }}
          onKeyDown={(event) => {
            onKeyDown(event, index);
          }}
          onDragStart={(event) => {
            setDragged(index);
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', name);
          }}
          onDragEnd={() => {
            setDragged(undefined);
          }}
          onDragOver={(event) => {
            if (dragged !== undefined) event.preventDefault();
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== undefined) moveTo(dragged, index);
            setDragged(undefined);
          }}
        >
          <span>{name}</span>
          {/* The Delete key does the same: one stop for the Tab key is enough. */}
          <button
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            title={`Take out ${name}`}
            onClick={() => {
              remove(index);
            }}
          >
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
