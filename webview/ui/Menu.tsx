import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Icon } from './Icon.tsx';
import type { Anchor } from './placePopover.ts';
import { Popover } from './Popover.tsx';
import './menu.css';

/** One line of a menu; `null` in the list is a line between groups. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** A key, or a short remark at the right. */
  readonly hint?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
}

interface MenuProps {
  readonly label: string;
  readonly anchor: Anchor;
  readonly items: readonly (MenuItem | null)[];
  readonly onPick: (id: string) => void;
  readonly onClose: () => void;
}

/** A menu over everything: arrows, Home, End and letters move, Enter picks, Escape closes. */
export function Menu({ label, anchor, items, onPick, onClose }: MenuProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    buttons(list.current)[0]?.focus();
  }, []);
  const hasChecks = items.some((item) => item?.checked !== undefined);
  return (
    <Popover anchor={anchor} label={label} role="presentation" className="menu" onClose={onClose}>
      <div
        ref={list}
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === 'Tab') onClose();
          move(event, list.current);
        }}
      >
        {items.map((item, index) =>
          item === null ? (
            <div key={`line${index}`} className="menu-line" role="separator" />
          ) : (
            <button
              key={item.id}
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemcheckbox'}
              aria-checked={item.checked}
              aria-disabled={item.disabled}
              className="menu-item"
              tabIndex={-1}
              onPointerMove={({ currentTarget }) => {
                currentTarget.focus();
              }}
              onClick={() => {
                if (item.disabled === true) return;
                onClose();
                onPick(item.id);
              }}
            >
              {hasChecks ? (
                <span className="menu-check">{item.checked ? <Icon name="check" /> : null}</span>
              ) : null}
              <span className="menu-label">{item.label}</span>
              {item.hint === undefined ? null : <span className="menu-hint">{item.hint}</span>}
            </button>
          ),
        )}
      </div>
    </Popover>
  );
}

function buttons(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
}

function move(event: KeyboardEvent, list: HTMLElement | null): void {
  const all = buttons(list);
  const at = all.findIndex((button) => button === document.activeElement);
  const next = nextIndex(event.key, at, all);
  if (next === undefined) return;
  event.preventDefault();
  all[next]?.focus();
}

function nextIndex(key: string, at: number, all: readonly HTMLElement[]): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % all.length;
    case 'ArrowUp':
      return (Math.max(at, 0) + all.length - 1) % all.length;
    case 'Home':
      return 0;
    case 'End':
      return all.length - 1;
    default: {
      if (key.length !== 1 || key === ' ') return undefined;
      const letter = key.toLowerCase();
      const starts = (index: number): boolean =>
        all[index % all.length]?.textContent.trim().toLowerCase().startsWith(letter) === true;
      for (let index = at + 1; index <= at + all.length; index += 1) {
        if (starts(index)) return index % all.length;
      }
      return undefined;
    }
  }
}
