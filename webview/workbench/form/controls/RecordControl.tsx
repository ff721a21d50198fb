import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useRenderField, useIssues } from '../formContext.ts';
import type { ControlProps, Path } from '../formContext.ts';
import type { Draft } from '../model/draft.ts';
import type { Field, FieldOf } from '../model/field.ts';
import { newItem } from '../model/item.ts';
import { initialDraft } from '../model/toDraft.ts';

/** Names with a value each: the parts of a split, with their shares. */
export function RecordControl(props: ControlProps<FieldOf<'record'>>): ReactNode {
  const { field, draft, onChange, path } = props;
  const entries = draft.kind === 'record' ? draft.entries : [];
  return (
    <div className="field-items">
      {entries.map(({ id, value }, index) => (
        <Entry
          key={id}
          index={index}
          name={value.key}
          draft={value.value}
          item={field.item}
          path={[...path, value.key]}
          onChange={(key, inner) => {
            onChange({
              kind: 'record',
              entries: entries.map((entry) =>
                entry.id === id ? { id, value: { key, value: inner } } : entry,
              ),
            });
          }}
          onRemove={() => {
            onChange({ kind: 'record', entries: entries.filter((entry) => entry.id !== id) });
          }}
        />
      ))}
      <div className="field-row record-foot">
        <button
          type="button"
          className="text-button"
          onClick={() => {
            const added = newItem({ key: '', value: initialDraft(field.item) });
            onChange({ kind: 'record', entries: [...entries, added] });
          }}
        >
          {field.parts ? 'Add a part' : 'Add a name'}
        </button>
        {field.parts && (
          <span className="field-help">{sumOf(entries.map((e) => e.value.value))}</span>
        )}
      </div>
    </div>
  );
}

function Entry(props: {
  readonly index: number;
  readonly name: string;
  readonly draft: Draft;
  readonly item: Field;
  readonly path: Path;
  readonly onChange: (key: string, value: Draft) => void;
  readonly onRemove: () => void;
}): ReactNode {
  const renderField = useRenderField();
  const wrong = useIssues(props.path, false).length > 0;
  const count = String(props.index + 1);
  return (
    <div className="field-row">
      <input
        className="field-input"
        type="text"
        aria-label={`Name ${count}`}
        aria-invalid={wrong}
        spellCheck={false}
        autoComplete="off"
        placeholder="Name"
        value={props.name}
        onChange={(event) => {
          props.onChange(event.target.value, props.draft);
        }}
      />
      <div className="record-value">
        {renderField({
          field: { ...props.item, label: '' },
          draft: props.draft,
          path: props.path,
          onChange: (value) => {
            props.onChange(props.name, value);
          },
        })}
      </div>
      <IconButton icon="close" label={`Remove ${props.name || count}`} onClick={props.onRemove} />
    </div>
  );
}

/** “together 1”: what the shares come to. */
function sumOf(drafts: readonly Draft[]): string {
  const numbers = drafts.map((draft) => (draft.kind === 'text' ? Number(draft.text) : 0));
  if (numbers.some((number) => !Number.isFinite(number))) return '';
  const sum = numbers.reduce((total, number) => total + number, 0);
  return `together ${String(Math.round(sum * 1e9) / 1e9)}`;
}
