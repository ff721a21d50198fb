import type { ReactNode } from 'react';
import { useScope } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';

/** The name of a column that the step makes. */
export function NewColumnControl(props: ControlProps<FieldOf<'new-column'>>): ReactNode {
  const { columns } = useScope();
  const { field, draft, siblings } = props;
  const text = draft.kind === 'text' ? draft.text : '';
  const shown = draft.kind === 'absent' && typeof field.fallback === 'string' ? field.fallback : '';
  // The column that a sibling names is the one that is renamed or replaced.
  const named = Object.values(siblings?.drafts ?? {}).filter((other) => other !== draft);
  const own = named.some((other) => other.kind === 'text' && other.text === text);
  const taken = text !== '' && !own && columns.some(({ name }) => name === text);
  return (
    <>
      <input
        className="field-input"
        type="text"
        aria-label={field.label}
        aria-invalid={props.invalid}
        aria-describedby={props.describedBy}
        spellCheck={false}
        autoComplete="off"
        placeholder={shown === '' ? 'Name' : shown}
        value={text}
        onChange={(event) => {
          props.onChange({ kind: 'text', text: event.target.value });
        }}
      />
      {taken && !props.invalid && (
        <div className="field-message soft" role="status">
          {`There is a column “${text}” already.`}
        </div>
      )}
    </>
  );
}
