import type { ReactNode } from 'react';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { Combo } from './Combo.tsx';

const types = [
  'boolean',
  'int8',
  'int16',
  'int32',
  'int64',
  'float32',
  'float64',
  'decimal(18,2)',
  'text',
  'date',
  'timestamp',
  'timestamptz',
].map((type) => ({ value: type, label: type }));

/** A column's type; a decimal's digits are typed. */
export function TypeControl(props: ControlProps<FieldOf<'type'>>): ReactNode {
  return (
    <Combo
      label={props.field.label}
      items={types}
      value={props.draft.kind === 'text' ? props.draft.text : ''}
      placeholder="Choose a type"
      invalid={props.invalid}
      describedBy={props.describedBy}
      free
      onChange={(text) => {
        props.onChange({ kind: 'text', text });
      }}
    />
  );
}
