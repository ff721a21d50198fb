import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { takeEscape } from '../../../ui/escape.ts';
import { Icon } from '../../../ui/Icon.tsx';
import { useScope } from '../formContext.ts';
import { completeExpression, errorPlace } from '../model/completeExpression.ts';
import type { Completion, Completions } from '../model/completeExpression.ts';
import type { Issue } from '../model/issue.ts';
import { usePopup } from './usePopup.ts';
import './combo.css';

interface ExpressionInputProps {
  readonly label: string;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly issues: readonly Issue[];
  readonly placeholder: string;
  readonly describedBy: string | undefined;
}

const icons = {
  column: 'symbol-field',
  function: 'symbol-method',
  parameter: 'symbol-parameter',
} as const;

/** A box for an expression that completes columns, functions and parameters as one types. */
export function ExpressionInput(props: ExpressionInputProps): ReactNode {
  const { text, onChange } = props;
  const scope = useScope();
  const box = useRef<HTMLTextAreaElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const [found, setFound] = useState<Completions>();
  const [active, setActive] = useState(0);
  const items = found?.items ?? [];
  const open = items.length > 0;
  const close = (): void => {
    setFound(undefined);
  };
  usePopup(open, box, list, close);

  // Where the caret goes once what was inserted is in the box.
  const caret = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    box.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  }, [text]);

  const look = (now: string, ask: boolean): void => {
    const place = box.current?.selectionStart ?? now.length;
    const next = completeExpression(now, place, scope, ask);
    // A name that is written out needs no list.
    const [only] = next.items;
    const written =
      only && next.items.length === 1 && now.slice(next.from, next.to) === only.insert;
    setFound(written ? undefined : next);
    setActive(0);
  };
  const insert = (item: Completion): void => {
    if (!found) return;
    const after = text.slice(found.to);
    caret.current = found.from + item.caret;
    onChange(text.slice(0, found.from) + item.insert + after);
    close();
  };
  const move = (by: number): void => {
    const next = (active + by + items.length) % items.length;
    setActive(next);
    list.current?.querySelector(`[data-index="${String(next)}"]`)?.scrollIntoView({
      block: 'nearest',
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const done = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.key === ' ' && (event.ctrlKey || event.metaKey)) {
      done();
      look(text, true);
      return;
    }
    if (!open || event.ctrlKey || event.metaKey) return;
    const item = items[active];
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        done();
        move(event.key === 'ArrowDown' ? 1 : -1);
        break;
      case 'Enter':
      case 'Tab':
        if (event.shiftKey || !item) return;
        done();
        insert(item);
        break;
      case 'Escape':
        done();
        takeEscape();
        close();
        break;
      default:
        break;
    }
  };

  const message = props.issues.find((issue) => issue.wrong)?.message;
  const place = message === undefined ? undefined : errorPlace(text, message);
  const help = items[active]?.help ?? '';
  return (
    <div className="expression">
      <textarea
        ref={box}
        className="field-input"
        role="combobox"
        aria-label={props.label}
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${listId}-${String(active)}` : undefined}
        aria-invalid={message !== undefined}
        aria-describedby={props.describedBy}
        spellCheck={false}
        rows={Math.min(10, Math.max(2, text.split('\n').length))}
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => {
          onChange(event.target.value);
          look(event.target.value, false);
        }}
        onBlur={close}
        onClick={close}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={listId}
        className="combo-list"
        role="listbox"
        aria-label={`${props.label}: what can stand here`}
        popover="manual"
        onMouseDown={(event) => {
          event.preventDefault();
        }}
      >
        {items.map((item, index) => (
          <div
            key={`${item.kind} ${item.label}`}
            id={`${listId}-${String(index)}`}
            data-index={index}
            role="option"
            aria-selected={index === active}
            className={`combo-option${index === active ? ' active' : ''}`}
            title={item.label}
            onMouseMove={() => {
              if (index !== active) setActive(index);
            }}
            onClick={() => {
              insert(item);
            }}
          >
            <Icon name={icons[item.kind]} />
            <span className="combo-label">{item.label}</span>
            <span className="combo-detail">{item.detail}</span>
          </div>
        ))}
        {help !== '' && (
          <div className="expression-help" role="presentation">
            {help}
          </div>
        )}
      </div>
      {place && (
        <pre className="expression-place" aria-hidden="true">
          {text.slice(0, place.from)}
          <mark>{text.slice(place.from, place.to) || ' '}</mark>
          {text.slice(place.to)}
        </pre>
      )}
    </div>
  );
}
