import type { ReactNode } from 'react';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { isList, sameJson } from '../model/json.ts';

/** Some of some values, in the order of the list; what was chosen in another order keeps it. */
export function PicksControl(props: ControlProps<FieldOf<'picks'>>): ReactNode {
  const { field, draft } = props;
  const fallback = isList(field.fallback) ? field.fallback : [];
  const values = draft.kind === 'picks' ? draft.values : fallback;
  return (
    <div className="picks">
      {field.options.map((option) => {
        const on = values.some((value) => sameJson(value, option.value));
        return (
          <label key={option.label} className="tick">
            <input
              type="checkbox"
              checked={on}
              aria-describedby={props.describedBy}
              onChange={() => {
                const next = on
                  ? values.filter((value) => !sameJson(value, option.value))
                  : [...values, option.value];
                props.onChange({ kind: 'picks', values: next });
              }}
            />
            <span title={option.label}>{option.label}</span>
          </label>
        );
      })}
    </div>
  );
}
