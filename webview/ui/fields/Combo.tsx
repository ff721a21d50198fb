import { useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { Icon } from '../Icon.tsx';
import { described, Field } from './Field.tsx';

/** One suggestion. */
export interface ComboChoice {
  readonly value: string;
  readonly detail?: string;
}

interface ComboProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly choices: readonly ComboChoice[];
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
}

/** A line of text with suggestions: anything may be typed, arrows go through what is known. */
export function Combo(props: ComboProps): ReactNode {
  const { id, label, hint, value, problem, choices, onChange, placeholder } = props;
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState(false);
  const [active, setActive] = useState(-1);
  const found = typed
    ? choices.filter((choice) => choice.value.toLowerCase().includes(value.trim().toLowerCase()))
    : choices;
  const shown = open && found.length > 0;
  const detail = choices.find((choice) => choice.value === value)?.detail;

  const close = (): void => {
    setOpen(false);
    setTyped(false);
    setActive(-1);
  };
  const pick = (choice: ComboChoice | undefined): void => {
    if (choice) onChange(choice.value);
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (!open) {
        setOpen(true);
        setActive(found.findIndex((choice) => choice.value === value));
      } else if (found.length > 0) setActive((active + step + found.length) % found.length);
    } else if (event.key === 'Enter' && shown && active >= 0) {
      event.preventDefault();
      pick(found[active]);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  };

  return (
    <Field {...{ id, label, problem }} {...(hint === undefined ? {} : { hint })}>
      <span className={`input combo${problem === undefined ? '' : ' is-invalid'}`}>
        <input
          ref={input}
          id={id}
          type="text"
          role="combobox"
          spellCheck={false}
          autoComplete="off"
          aria-expanded={shown}
          aria-controls={shown ? list : undefined}
          aria-autocomplete="list"
          aria-activedescendant={shown && active >= 0 ? `${list}-${String(active)}` : undefined}
          value={value}
          placeholder={placeholder ?? ''}
          {...described(id, hint, problem)}
          onChange={({ target }) => {
            onChange(target.value);
            setTyped(true);
            setOpen(true);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        {detail === undefined ? null : <span className="input-suffix">{detail}</span>}
        {choices.length === 0 ? null : (
          <span
            className="combo-arrow"
            aria-hidden="true"
            onMouseDown={(event) => {
              event.preventDefault();
              input.current?.focus();
              setTyped(false);
              setOpen(!open);
            }}
          >
            <Icon name="chevron-down" />
          </span>
        )}
        {shown ? (
          <ul id={list} role="listbox" className="choice-list" aria-label={label}>
            {found.map((choice, at) => (
              <li
                key={choice.value}
                id={`${list}-${String(at)}`}
                role="option"
                aria-selected={at === active}
                className={at === active ? 'is-active' : ''}
                ref={(row) => {
                  if (at === active) row?.scrollIntoView({ block: 'nearest' });
                }}
                onMouseDown={(event) => {
                  event.preventDefault();
                  pick(choice);
                }}
              >
                <span className="combo-value">{choice.value}</span>
                {choice.detail === undefined ? null : (
                  <span className="choice-detail">{choice.detail}</span>
                )}
              </li>
            ))}
          </ul>
        ) : null}
      </span>
    </Field>
  );
}
