import type { ReactNode } from 'react';
import { formatType } from '../../../../src/shared/formatType.ts';
import { useLoading, useScope } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { fittingColumns, noneFits } from '../model/fittingColumns.ts';
import { columnTypeOf, otherColumns } from '../model/siblings.ts';
import { Combo } from './Combo.tsx';
import { columnItems } from './columnItems.ts';

/** One column of the source that is chosen beside it. */
export function SourceColumnControl(props: ControlProps<FieldOf<'source-column'>>): ReactNode {
  const { field, siblings } = props;
  const scope = useScope();
  const loading = useLoading();
  const like = field.like === undefined ? undefined : columnTypeOf(field.like, siblings, scope);
  const others = otherColumns(siblings, scope);
  return (
    <Combo
      loading={loading}
      label={field.label === '' ? 'Column of the other source' : field.label}
      items={columnItems(fittingColumns(others, field.types, like))}
      value={props.draft.kind === 'text' ? props.draft.text : ''}
      placeholder={others.length === 0 ? 'Choose the source first' : 'Choose a column'}
      none={like ? `No column of type ${formatType(like)} there` : noneFits(field.types)}
      invalid={props.invalid}
      describedBy={props.describedBy}
      free
      onChange={(text) => {
        props.onChange({ kind: 'text', text });
      }}
    />
  );
}
