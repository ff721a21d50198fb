import type { ReactNode } from 'react';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';

/** A line of text, or JSON in several lines. */
export function TextControl(props: ControlProps<FieldOf<'text' | 'json' | 'query'>>): ReactNode {
  const { field, draft } = props;
  const shared = {
    className: 'field-input',
    'aria-label': field.label === '' ? 'Value' : field.label,
    'aria-invalid': props.invalid,
    'aria-describedby': props.describedBy,
    spellCheck: false,
    value: draft.kind === 'text' ? draft.text : '',
    placeholder: typeof field.fallback === 'string' ? field.fallback : '',
    onChange: (event: { readonly target: { readonly value: string } }) => {
      props.onChange({ kind: 'text', text: event.target.value });
    },
  };
  if (field.kind === 'query') {
    return <textarea {...shared} className="field-input query-input" rows={8} />;
  }
  if (field.kind === 'json') return <textarea {...shared} rows={3} />;
  return <input {...shared} type="text" autoComplete="off" />;
}
