import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/IconButton.tsx';
import { useIssues, useScope } from '../formContext.ts';
import type { ControlProps, Path } from '../formContext.ts';
import type { FieldOf } from '../model/field.ts';
import { newItem } from '../model/item.ts';
import { otherColumns } from '../model/siblings.ts';
import { Combo } from './Combo.tsx';
import type { ComboItem } from './comboFilter.ts';
import { columnItems } from './columnItems.ts';

/** Pairs of columns that must be equal: one of this table, one of the other source. */
export function PairsControl(props: ControlProps<FieldOf<'pairs'>>): ReactNode {
  const scope = useScope();
  const { draft, onChange, path, siblings } = props;
  const pairs = draft.kind === 'pairs' ? draft.pairs : [];
  const left = columnItems(scope.columns);
  const other = otherColumns(siblings, scope);
  const right = columnItems(other);
  return (
    <div className="field-items">
      {pairs.map(({ id, value }, index) => (
        <div key={id} className="field-row pair">
          <Side
            label={`Pair ${String(index + 1)}: column of this table`}
            path={[...path, index, 0]}
            items={left}
            value={value[0]}
            onChange={(name) => {
              // The other side is mostly called the same.
              const same = value[1] === '' && other.some((column) => column.name === name);
              put(id, [name, same ? name : value[1]]);
            }}
          />
          <span className="pair-sign" aria-hidden="true">
            =
          </span>
          <Side
            label={`Pair ${String(index + 1)}: column of the other source`}
            path={[...path, index, 1]}
            items={right}
            value={value[1]}
            onChange={(name) => {
              put(id, [value[0], name]);
            }}
          />
          <IconButton
            icon="close"
            label={`Remove pair ${String(index + 1)}`}
            disabled={pairs.length === 1}
            onClick={() => {
              onChange({ kind: 'pairs', pairs: pairs.filter((pair) => pair.id !== id) });
            }}
          />
        </div>
      ))}
      <button
        type="button"
        className="text-button"
        onClick={() => {
          onChange({ kind: 'pairs', pairs: [...pairs, newItem(['', ''] as const)] });
        }}
      >
        Add a pair
      </button>
    </div>
  );

  function put(id: number, value: readonly [string, string]): void {
    onChange({
      kind: 'pairs',
      pairs: pairs.map((pair) => (pair.id === id ? { id, value } : pair)),
    });
  }
}

function Side(props: {
  readonly label: string;
  readonly path: Path;
  readonly items: readonly ComboItem[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}): ReactNode {
  const issues = useIssues(props.path);
  return (
    <Combo
      label={props.label}
      items={props.items}
      value={props.value}
      placeholder="Column"
      free
      invalid={issues.length > 0}
      onChange={props.onChange}
    />
  );
}
