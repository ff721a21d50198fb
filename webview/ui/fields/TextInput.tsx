import type { ReactNode } from 'react';
import { described, Field } from './Field.tsx';

interface TextInputProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly suffix?: string;
  readonly className?: string;
  readonly numeric?: boolean;
}

/** One line of text with its label. */
export function TextInput(props: TextInputProps): ReactNode {
  const { id, label, hint, value, problem, onChange, placeholder, suffix, className } = props;
  return (
    <Field
      {...{ id, label, problem }}
      {...(hint === undefined ? {} : { hint })}
      {...(className === undefined ? {} : { className })}
    >
      <span className={`input${problem === undefined ? '' : ' is-invalid'}`}>
        <input
          id={id}
          type="text"
          spellCheck={false}
          inputMode={props.numeric === true ? 'decimal' : 'text'}
          value={value}
          placeholder={placeholder ?? ''}
          {...described(id, hint, problem)}
          onChange={({ target }) => {
            onChange(target.value);
          }}
        />
        {suffix === undefined ? null : <span className="input-suffix">{suffix}</span>}
      </span>
    </Field>
  );
}
