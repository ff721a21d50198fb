import { useRef } from 'react';
import type { ReactNode } from 'react';
import './elements.ts';
import { useListener } from './useListener.ts';

interface TextAreaProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly invalid?: boolean;
  readonly monospace?: boolean;
  readonly rows?: number;
  readonly className?: string;
  readonly describedBy?: string;
}

/** Several lines of text. */
export function TextArea(props: TextAreaProps): ReactNode {
  const ref = useRef<HTMLElementTagNameMap['vscode-textarea']>(null);
  useListener(ref, 'input', () => {
    props.onChange(ref.current?.value ?? '');
  });
  return (
    <vscode-textarea
      ref={ref}
      className={props.className ?? ''}
      label={props.label}
      value={props.value}
      placeholder={props.placeholder ?? ''}
      invalid={props.invalid ?? false}
      monospace={props.monospace ?? false}
      rows={props.rows ?? 3}
      resize="vertical"
      aria-describedby={props.describedBy}
    />
  );
}
