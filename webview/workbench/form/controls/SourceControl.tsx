import type { ReactNode } from 'react';
import { useStore } from '../../state/context.ts';
import { useScope } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { counted } from '../model/words.ts';
import { Combo } from './Combo.tsx';

/** Another source of the recipe. */
export function SourceControl(props: ControlProps<FieldOf<'source'>>): ReactNode {
  const store = useStore();
  const { sources } = useScope();
  const items = Object.entries(sources).map(([name, columns]) => ({
    value: name,
    label: name,
    detail: counted(columns.length, 'column'),
  }));
  const value = props.draft.kind === 'text' ? props.draft.text : '';
  return (
    <>
      {(items.length > 0 || value !== '') && (
        <Combo
          label={props.field.label}
          items={props.field.required ? items : [{ value: '', label: '–' }, ...items]}
          value={value}
          placeholder="Choose a source"
          invalid={props.invalid}
          describedBy={props.describedBy}
          onChange={(text) => {
            props.onChange({ kind: 'text', text });
          }}
        />
      )}
      <button
        type="button"
        className="text-button"
        onClick={() => {
          void store.command({ id: 'addSource' });
        }}
      >
        Add source…
      </button>
    </>
  );
}
