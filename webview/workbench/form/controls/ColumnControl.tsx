import type { ReactNode } from 'react';
import { useLoading, useScope } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { Combo } from './Combo.tsx';
import { columnItems } from './columnItems.ts';
import { fittingColumns, noneFits } from '../model/fittingColumns.ts';

/** One column of the table above the step, of a type that fits. */
export function ColumnControl(props: ControlProps<FieldOf<'column'>>): ReactNode {
  const scope = useScope();
  const loading = useLoading();
  return (
    <Combo
      loading={loading}
      label={props.field.label === '' ? 'Column' : props.field.label}
      items={columnItems(fittingColumns(scope.columns, props.field.types))}
      value={props.draft.kind === 'text' ? props.draft.text : ''}
      placeholder="Choose a column"
      none={noneFits(props.field.types)}
      invalid={props.invalid}
      describedBy={props.describedBy}
      free
      onChange={(text) => {
        props.onChange({ kind: 'text', text });
      }}
    />
  );
}
