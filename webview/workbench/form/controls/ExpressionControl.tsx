import type { ReactNode } from 'react';
import { useIssues } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { ExpressionInput } from './ExpressionInput.tsx';

/** An expression's text. */
export function ExpressionControl(props: ControlProps<FieldOf<'expression'>>): ReactNode {
  const issues = useIssues(props.path);
  return (
    <ExpressionInput
      label={props.field.label}
      text={props.draft.kind === 'text' ? props.draft.text : ''}
      issues={issues}
      describedBy={props.describedBy}
      placeholder={"case when delay >= 15 then 'late' end"}
      onChange={(text) => {
        props.onChange({ kind: 'text', text });
      }}
    />
  );
}
