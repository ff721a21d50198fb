import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { takeEscape } from './escape.ts';
import './quickPick.css';

interface InputBoxProps {
  readonly label: string;
  readonly placeholder: string;
  /** What is said below: what Enter will do, or what is wrong. */
  readonly check: (typed: string) => { readonly message: string; readonly wrong: boolean };
  readonly onEnter: (typed: string) => void;
  readonly onClose: () => void;
}

/** VS Code's input box: one line, checked while it is typed. */
export function InputBox({
  label,
  placeholder,
  check,
  onEnter,
  onClose,
}: InputBoxProps): ReactNode {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const { message, wrong } = check(typed);
  useEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);
  return createPortal(
    <div className="quick-pick" role="dialog" aria-label={label}>
      <input
        ref={input}
        className={`quick-pick-input${wrong && typed !== '' ? ' is-invalid' : ''}`}
        type="text"
        inputMode="numeric"
        aria-label={label}
        aria-describedby={id}
        aria-invalid={wrong && typed !== ''}
        placeholder={placeholder}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
        }}
        onBlur={onClose}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Escape') {
            takeEscape();
            onClose();
          }
          if (event.key !== 'Enter' || wrong) return;
          event.preventDefault();
          onClose();
          onEnter(typed);
        }}
      />
      <div id={id} className="quick-pick-message" role="status">
        {message}
      </div>
    </div>,
    document.body,
  );
}
