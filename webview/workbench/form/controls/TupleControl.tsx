import type { ReactNode } from 'react';
import { useRenderField } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import { absent } from '../model/draft.ts';
import type { FieldOf } from '../model/field.ts';
import { newItem } from '../model/item.ts';

/** A fixed number of values in order. */
export function TupleControl({
  field,
  draft,
  onChange,
  path,
  siblings,
}: ControlProps<FieldOf<'tuple'>>): ReactNode {
  const renderField = useRenderField();
  const items = draft.kind === 'items' ? draft.items : field.items.map(() => newItem(absent));
  return (
    <div className="field-row">
      {field.items.map((item, index) =>
        renderField(
          {
            field: item,
            draft: items[index]?.value ?? absent,
            path: [...path, index],
            siblings,
            onChange: (value) => {
              onChange({
                kind: 'items',
                items: field.items.map((_, other) =>
                  other === index ? newItem(value) : (items[other] ?? newItem(absent)),
                ),
              });
            },
          },
          index,
        ),
      )}
    </div>
  );
}
