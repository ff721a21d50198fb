import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import './elements.ts';
import { takeEscape } from './escape.ts';
import { useListener } from './useListener.ts';

interface TextFieldProps {
  /** What it is for: read out; a visible label may stand beside it. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  /** Puts the focus here once, when it appears. */
  readonly autoFocus?: boolean;
  readonly onEnter?: () => void;
  readonly onEscape?: () => void;
  readonly className?: string;
  /** Id of the message that says what is wrong. */
  readonly describedBy?: string;
  /** Elements with `slot="content-before"` or `slot="content-after"`. */
  readonly children?: ReactNode;
}

/** One line of text. */
export function TextField(props: TextFieldProps): ReactNode {
  const ref = useRef<HTMLElementTagNameMap['vscode-textfield']>(null);
  useListener(ref, 'input', () => {
    props.onChange(ref.current?.value ?? '');
  });
  const { autoFocus } = props;
  useEffect(() => {
    if (autoFocus === true) void ref.current?.updateComplete.then(() => ref.current?.focus());
  }, [autoFocus]);
  return (
    <vscode-textfield
      ref={ref}
      className={props.className ?? ''}
      label={props.label}
      value={props.value}
      placeholder={props.placeholder ?? ''}
      invalid={props.invalid ?? false}
      disabled={props.disabled ?? false}
      aria-describedby={props.describedBy}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && props.onEnter) {
          event.preventDefault();
          props.onEnter();
        }
        if (event.key === 'Escape' && props.onEscape) {
          event.preventDefault();
          event.stopPropagation();
          takeEscape();
          props.onEscape();
        }
      }}
    >
      {props.children}
    </vscode-textfield>
  );
}
