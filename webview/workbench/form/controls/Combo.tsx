import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { takeEscape } from '../../../ui/escape.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { comboFilter } from './comboFilter.ts';
import type { ComboItem } from './comboFilter.ts';
import { usePopup } from './usePopup.ts';
import './combo.css';

interface ComboProps {
  /** What it chooses: read out. */
  readonly label: string;
  readonly items: readonly ComboItem[];
  /** The chosen one; it may be gone from the items, and is shown all the same. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  /** Typing narrows the list; without it typing jumps to the item that begins so. */
  readonly search?: boolean;
  /** Any text may be chosen, not just an item. */
  readonly free?: boolean;
  /** Empties itself after each choice, and stays open: for adding several. */
  readonly adding?: boolean;
  /** The items are on their way: what is entered meanwhile is looked up once they are there. */
  readonly loading?: boolean;
  /** What is said where there is nothing to choose. */
  readonly none?: string | undefined;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
  readonly id?: string;
}

/** One of many, found by typing. */
export function Combo(props: ComboProps): ReactNode {
  const { items, value, search = true, free = false, adding = false, loading = false } = props;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [early, setEarly] = useState<string>();
  const close = (): void => {
    setOpen(false);
    setTyped(undefined);
  };
  const settle = useEffectEvent((text: string) => {
    const [first] = comboFilter(items, text).items;
    if (first) props.onChange(first.value);
    else if (free) props.onChange(text);
  });
  useEffect(() => {
    if (!loading && early !== undefined) settle(early);
  }, [loading, early]);
  usePopup(open, input, list, close);

  const chosen = items.find((item) => item.value === value);
  const shown = typed ?? (loading ? early : undefined) ?? chosen?.label ?? value;
  const found = comboFilter(items, search ? (typed ?? '') : '');
  const current = found.items[active];

  const show = (): void => {
    setActive(
      Math.max(
        found.items.findIndex((item) => item.value === value),
        0,
      ),
    );
    setOpen(true);
  };
  const choose = (item: ComboItem): void => {
    props.onChange(item.value);
    setTyped(adding ? '' : undefined);
    if (!adding) setOpen(false);
  };
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(found.items.length - 1, to));
    setActive(next);
    list.current?.querySelector(`[data-index="${String(next)}"]`)?.scrollIntoView({
      block: 'nearest',
    });
  };
  /** What stands in the box when it is left. */
  const leave = (): void => {
    if (loading && typed !== undefined && typed !== '') setEarly(typed);
    else if (typed !== undefined && typed !== '' && free) props.onChange(typed);
    else if (typed !== undefined && !adding) {
      const exact = items.find((item) => item.label.toLowerCase() === typed.trim().toLowerCase());
      if (exact) props.onChange(exact.value);
    }
    close();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const done = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        done();
        if (!open) show();
        else move(active + (event.key === 'ArrowDown' ? 1 : -1));
        return;
      case 'PageDown':
      case 'PageUp':
        if (!open) return;
        done();
        move(active + (event.key === 'PageDown' ? 8 : -8));
        return;
      case 'Enter':
        if (
          open &&
          !loading &&
          current &&
          (!free || typed === undefined || typed === '' || matches(current, typed))
        ) {
          done();
          choose(current);
        } else if (open) {
          done();
          leave();
        } else if (!search) {
          done();
          show();
        }
        return;
      case 'Escape':
        if (!open) return;
        done();
        takeEscape();
        close();
        return;
      case 'Backspace':
      case 'Delete':
        return;
      case ' ':
        if (search) return;
        done();
        if (open && current) choose(current);
        else show();
        return;
      default:
        if (search || event.key.length !== 1 || event.altKey) return;
        jump(event.key);
    }
  };
  const jump = (letter: string): void => {
    const from = open ? active : items.findIndex((item) => item.value === value);
    const rest = [...items.slice(from + 1), ...items.slice(0, from + 1)];
    const next = rest.find((item) => item.label.toLowerCase().startsWith(letter.toLowerCase()));
    if (!next) return;
    if (open) move(items.indexOf(next));
    else props.onChange(next.value);
  };

  return (
    <div className="combo">
      <input
        ref={input}
        id={props.id}
        className="field-input combo-input"
        type="text"
        role="combobox"
        aria-label={props.label}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete={search ? 'list' : 'none'}
        aria-activedescendant={open && current ? `${listId}-${String(active)}` : undefined}
        aria-invalid={props.invalid ?? false}
        aria-describedby={props.describedBy}
        readOnly={!search}
        spellCheck={false}
        autoComplete="off"
        placeholder={props.placeholder}
        value={shown}
        title={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onMouseDown={() => {
          if (open) close();
          else show();
        }}
        onFocus={(event) => {
          if (search) event.target.select();
        }}
        onBlur={leave}
        onKeyDown={onKeyDown}
      />
      <Icon name="chevron-down" />
      <div
        ref={list}
        id={listId}
        className="combo-list"
        role="listbox"
        aria-label={props.label}
        popover="manual"
        // The focus stays in the box.
        onMouseDown={(event) => {
          event.preventDefault();
        }}
      >
        {open &&
          found.items.map((item, index) => (
            // Keys are in the box, which has the focus.
            <div
              key={item.value}
              id={`${listId}-${String(index)}`}
              data-index={index}
              role="option"
              aria-selected={item.value === value}
              className={`combo-option${index === active ? ' active' : ''}`}
              title={item.label}
              onMouseMove={() => {
                if (index !== active) setActive(index);
              }}
              onClick={() => {
                choose(item);
              }}
            >
              <span className="combo-label">{item.label}</span>
              {item.detail !== undefined && <span className="combo-detail">{item.detail}</span>}
            </div>
          ))}
        {open && found.items.length === 0 && (
          <div className="combo-none" role="option" aria-selected={false} aria-disabled="true">
            {loading
              ? 'Loading…'
              : free && typed
                ? `Press Enter to use “${typed}”`
                : (props.none ?? 'Nothing found')}
          </div>
        )}
        {open && found.more > 0 && (
          <div className="combo-none" role="option" aria-selected={false} aria-disabled="true">
            {`${found.more.toLocaleString('en-US')} more: type to find them`}
          </div>
        )}
      </div>
    </div>
  );
}

function matches(item: ComboItem, typed: string): boolean {
  return item.label.toLowerCase().startsWith(typed.trim().toLowerCase());
}
