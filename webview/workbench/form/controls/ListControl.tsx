import { useRef } from 'react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useRenderField } from '../formContext.ts';
import type { ControlProps } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { newItem } from '../model/item.ts';
import { initialDraft } from '../model/toDraft.ts';

/** Lines of the same kind: added, taken out, moved. */
export function ListControl(props: ControlProps<FieldOf<'list'>>): ReactNode {
  const renderField = useRenderField();
  const { field, draft, onChange, path } = props;
  const list = useRef<HTMLUListElement>(null);
  const items = draft.kind === 'items' ? draft.items : [];
  const name = field.label === '' ? 'Line' : field.label;
  return (
    <>
      <ul ref={list} className="field-items">
        {items.map(({ id, value }, index) => (
          <li key={id} className="field-item" aria-label={`${name} ${String(index + 1)}`}>
            {renderField({
              field: { ...field.item, label: '' },
              draft: value,
              path: [...path, index],
              siblings: props.siblings,
              onChange: (next) => {
                onChange({
                  kind: 'items',
                  items: items.map((item) => (item.id === id ? { id, value: next } : item)),
                });
              },
            })}
            <div className="field-item-actions">
              <IconButton
                icon="close"
                label={`Remove ${name.toLowerCase()} ${String(index + 1)}`}
                disabled={items.length <= field.least}
                onClick={() => {
                  onChange({ kind: 'items', items: items.filter((item) => item.id !== id) });
                }}
              />
              {items.length > 1 && (
                <IconButton
                  icon="arrow-up"
                  label={`Move ${name.toLowerCase()} ${String(index + 1)} up`}
                  disabled={index === 0}
                  onClick={() => {
                    const rest = items.filter((item) => item.id !== id);
                    onChange({
                      kind: 'items',
                      items: [...rest.slice(0, index - 1), { id, value }, ...rest.slice(index - 1)],
                    });
                  }}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="text-button"
        disabled={field.most !== undefined && items.length >= field.most}
        onClick={() => {
          onChange({ kind: 'items', items: [...items, newItem(initialDraft(field.item))] });
          requestAnimationFrame(() => {
            list.current?.lastElementChild?.querySelector('input')?.focus();
          });
        }}
      >
        Add another
      </button>
    </>
  );
}
