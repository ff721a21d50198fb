import type { ReactNode } from 'react';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { numberOf } from '../model/numberOf.ts';

/** A number. Letters may be typed, and are said to be none; arrows count up and down. */
export function NumberControl(props: ControlProps<FieldOf<'number'>>): ReactNode {
  const { field, draft } = props;
  const text = draft.kind === 'text' ? draft.text : '';
  const fallback = typeof field.fallback === 'number' ? String(field.fallback) : '';
  const put = (next: string): void => {
    props.onChange({ kind: 'text', text: next });
  };
  return (
    <input
      className="field-input number"
      type="text"
      inputMode={field.integer ? 'numeric' : 'decimal'}
      aria-label={field.label === '' ? 'Number' : field.label}
      aria-invalid={props.invalid}
      aria-describedby={props.describedBy}
      autoComplete="off"
      placeholder={fallback}
      value={text}
      onChange={(event) => {
        put(event.target.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
        const now = Number(text === '' ? fallback : text);
        if (!field.integer || !Number.isSafeInteger(now)) return;
        event.preventDefault();
        const next = String(now + (event.key === 'ArrowUp' ? 1 : -1));
        if ('value' in numberOf(next, field)) put(next);
      }}
    />
  );
}
