import type { ReactNode } from 'react';
import { useScope } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { emptyOperand } from '../model/operand.ts';
import { columnTypeBeside } from '../model/siblings.ts';
import { OperandInput } from './OperandInput.tsx';

/** A literal of the type of the column that is chosen beside it, or a parameter. */
export function ValueControl(props: ControlProps<FieldOf<'value'>>): ReactNode {
  const scope = useScope();
  return (
    <OperandInput
      label={props.field.label === '' ? 'Value' : props.field.label}
      operand={props.draft.kind === 'operand' ? props.draft.operand : emptyOperand}
      type={columnTypeBeside(props.siblings, scope)}
      columns={false}
      params={props.field.params}
      invalid={props.invalid}
      describedBy={props.describedBy}
      onChange={(operand) => {
        props.onChange({ kind: 'operand', operand });
      }}
    />
  );
}
