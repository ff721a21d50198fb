import type { ReactNode } from 'react';
import { useRenderField } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import { absent } from '../model/draft.ts';
import type { FieldOf } from '../model/field.ts';

/** Fields under each other. */
export function GroupControl({
  field,
  draft,
  onChange,
  path,
  siblings: outer,
}: ControlProps<FieldOf<'group'>>): ReactNode {
  const renderField = useRenderField();
  const drafts = draft.kind === 'group' ? draft.fields : {};
  const siblings = { group: field, drafts, outer };
  return (
    <div className="fields">
      {field.fields.map((inner) =>
        renderField(
          {
            field: inner,
            draft: drafts[inner.key] ?? absent,
            path: [...path, inner.key],
            siblings: siblings,
            onChange: (value) => {
              onChange({ kind: 'group', fields: { ...drafts, [inner.key]: value } });
            },
          },
          inner.key,
        ),
      )}
    </div>
  );
}
