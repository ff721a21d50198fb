import type { ReactNode } from 'react';
import { useLoading, useScope } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { ColumnChips } from './ColumnChips.tsx';
import { Combo } from './Combo.tsx';
import { columnItems } from './columnItems.ts';
import { fittingColumns, noneFits } from '../model/fittingColumns.ts';

/** Columns in order: chips that can be moved, and a box that adds one after another. */
export function ColumnsControl(props: ControlProps<FieldOf<'columns'>>): ReactNode {
  const { columns } = useScope();
  const loading = useLoading();
  const names = props.draft.kind === 'names' ? props.draft.names : [];
  const put = (next: readonly string[]): void => {
    props.onChange({ kind: 'names', names: next });
  };
  const taken = new Set(names);
  const rest = fittingColumns(columns, props.field.types).filter(({ name }) => !taken.has(name));
  const label = props.field.label === '' ? 'Columns' : props.field.label;
  return (
    <>
      <ColumnChips
        label={label}
        names={names}
        known={new Set(columns.map(({ name }) => name))}
        onChange={put}
      />
      <Combo
        loading={loading}
        label={`${label}: add a column`}
        items={columnItems(rest)}
        value=""
        placeholder={names.length === 0 ? 'Choose columns' : 'Add a column'}
        none={noneFits(props.field.types)}
        invalid={props.invalid}
        describedBy={props.describedBy}
        adding
        onChange={(name) => {
          if (name !== '' && !taken.has(name)) put([...names, name]);
        }}
      />
      {rest.length > 1 && (
        <button
          type="button"
          className="text-button"
          onClick={() => {
            put([...names, ...rest.map(({ name }) => name)]);
          }}
        >
          {names.length === 0 ? 'Add all' : `Add the other ${rest.length.toLocaleString('en-US')}`}
        </button>
      )}
    </>
  );
}
