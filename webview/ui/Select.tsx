import { useRef } from 'react';
import type { ReactNode } from 'react';
import './elements.ts';
import { useListener } from './useListener.ts';

/** One choice of a `Select`. */
export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly disabled?: boolean;
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onChange: (value: string) => void;
  /** Lets a person type to narrow the list. */
  readonly searchable?: boolean;
  readonly invalid?: boolean;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly describedBy?: string;
}

/** One of some choices. For more than some hundred use a `QuickPick`. */
export function Select(props: SelectProps): ReactNode {
  const ref = useRef<HTMLElementTagNameMap['vscode-single-select']>(null);
  useListener(ref, 'change', () => {
    const value = ref.current?.value ?? '';
    if (value !== props.value) props.onChange(value);
  });
  return (
    <vscode-single-select
      ref={ref}
      className={props.className ?? ''}
      label={props.label}
      value={props.value}
      combobox={props.searchable ?? false}
      invalid={props.invalid ?? false}
      disabled={props.disabled ?? false}
      aria-describedby={props.describedBy}
    >
      {props.options.map((option) => (
        <vscode-option
          key={option.value}
          value={option.value}
          description={option.description ?? ''}
          disabled={option.disabled ?? false}
          selected={option.value === props.value}
        >
          {option.label}
        </vscode-option>
      ))}
    </vscode-single-select>
  );
}
