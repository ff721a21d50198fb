import type { ReactNode } from 'react';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';

/** Yes or no. */
export function FlagControl({
  field,
  draft,
  onChange,
  describedBy,
}: ControlProps<FieldOf<'flag'>>): ReactNode {
  return (
    <label className="tick">
      <input
        type="checkbox"
        aria-describedby={describedBy}
        checked={draft.kind === 'flag' ? draft.on : field.fallback === true}
        onChange={(event) => {
          onChange({ kind: 'flag', on: event.target.checked });
        }}
      />
      <span>{field.label === '' ? 'Yes' : field.label}</span>
    </label>
  );
}
