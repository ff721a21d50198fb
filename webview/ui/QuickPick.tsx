import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { takeEscape } from './escape.ts';
import { Icon } from './Icon.tsx';
import { matchItems } from './matchItems.ts';
import { useListWindow } from './useListWindow.ts';
import './quickPick.css';

/** One line of a `QuickPick`. */
export interface PickItem {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** What stands before the label: a type's badge, an icon. */
  readonly before?: ReactNode;
  /** For a list of tick boxes. */
  readonly checked?: boolean;
}

interface QuickPickProps {
  readonly label: string;
  readonly placeholder: string;
  readonly items: readonly PickItem[];
  /** With tick boxes the list stays open. */
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
  /** Shown where nothing fits. */
  readonly none?: string;
  /** Below the list: buttons for all. */
  readonly footer?: (found: readonly PickItem[]) => ReactNode;
}

/** VS Code's quick pick: type to narrow, arrows to move, Enter to pick. For any number of items. */
export function QuickPick(props: QuickPickProps): ReactNode {
  const { label, placeholder, items, onPick, onClose, none = 'Nothing fits.', footer } = props;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found = useMemo(() => matchItems(items, typed), [items, typed]);
  const box = useRef<HTMLDivElement>(null);
  const { from, to, height, onScroll, reveal } = useListWindow(box, found.length, 22);
  const at = Math.min(active, Math.max(0, found.length - 1));

  useEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  const go = (index: number): void => {
    const next = Math.max(0, Math.min(found.length - 1, index));
    setActive(next);
    reveal(next);
  };
  const pick = (index: number): void => {
    const item = found[index];
    if (!item) return;
    if (item.checked === undefined) onClose();
    onPick(item.id);
  };
  const keys = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at === found.length - 1 ? 0 : at + 1,
      ArrowUp: at === 0 ? found.length - 1 : at - 1,
      PageDown: at + 10,
      PageUp: at - 10,
    };
    const move = moves[event.key];
    if (move !== undefined) go(move);
    else if (event.key === 'Enter') pick(at);
    else if (event.key === 'Escape') {
      takeEscape();
      onClose();
    } else return;
    event.preventDefault();
  };

  return createPortal(
    <div
      className="quick-pick"
      role="dialog"
      aria-label={label}
      onKeyDown={keys}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (!currentTarget.contains(relatedTarget)) onClose();
      }}
    >
      <input
        ref={input}
        className="quick-pick-input"
        type="text"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
        placeholder={placeholder}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          setActive(0);
          reveal(0);
        }}
      />
      <div
        ref={box}
        id={`${id}-list`}
        className="quick-pick-list"
        role="listbox"
        aria-label={label}
        tabIndex={-1}
        onScroll={onScroll}
      >
        <div className="quick-pick-space" role="presentation" style={{ height: height }}>
          {found.slice(from, to).map((item, offset) => {
            const index = from + offset;
            return (
              <div
                key={item.id}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === at}
                aria-checked={item.checked}
                aria-setsize={found.length}
                aria-posinset={index + 1}
                className={`quick-pick-item${index === at ? ' is-active' : ''}`}
                style={{ top: index * 22 }}
                title={item.label}
                onPointerDown={(event) => {
                  event.preventDefault();
                  setActive(index);
                  pick(index);
                }}
              >
                {item.checked === undefined ? null : (
                  <span className={`quick-pick-check${item.checked ? ' is-on' : ''}`}>
                    {item.checked ? <Icon name="check" /> : null}
                  </span>
                )}
                {item.before}
                <span className="quick-pick-label">{item.label}</span>
                {item.description === undefined ? null : (
                  <span className="quick-pick-description">{item.description}</span>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {found.length === 0 ? <div className="quick-pick-none">{none}</div> : null}
      {footer ? <div className="quick-pick-footer">{footer(found)}</div> : null}
    </div>,
    document.body,
  );
}
