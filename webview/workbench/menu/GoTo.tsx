import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { integer } from '../../ui/format.ts';
import { InputBox } from '../../ui/InputBox.tsx';
import { QuickPick } from '../../ui/QuickPick.tsx';
import { TypeBadge } from '../../ui/TypeBadge.tsx';
import { useStore, useWorkbench } from '../state/context.ts';
import { useOpenTable } from '../table/tableContext.ts';
import { ColumnPick } from './ColumnPick.tsx';
import { checkRow, rowOf } from './rowNumber.ts';
import { Button } from '../../ui/Button.tsx';

/** What one goes to; `columns` is the list of columns with tick boxes. */
export type GoToKind = 'column' | 'row' | 'columns';

interface GoToProps {
  readonly kind: GoToKind;
  readonly onPlace: (place: { readonly row?: number; readonly column?: string }) => void;
  readonly onClose: () => void;
}

/** Goes to a column or row, or shows and hides columns, by a list over everything. */
export function GoTo({ kind, onPlace, onClose }: GoToProps): ReactNode {
  const store = useStore();
  const open = useOpenTable();
  if (kind === 'columns') return <ShownColumns onClose={onClose} />;
  if (kind === 'row') {
    const extent = open?.data.extent();
    const rows = extent?.known === true ? extent.rows : undefined;
    return (
      <InputBox
        label="Go to row"
        placeholder={rows === undefined ? 'Row number' : `Row number, 1 to ${integer(rows)}`}
        check={(typed) => checkRow(typed, rows)}
        onEnter={(typed) => {
          const row = rowOf(typed);
          if (row !== undefined) onPlace({ row });
        }}
        onClose={onClose}
      />
    );
  }
  return (
    <ColumnPick
      label="Go to column"
      placeholder="Type the name of a column to go to"
      onPick={(column) => {
        const { layout } = store.snapshot().ui;
        const hidden = layout.hidden.filter((name) => name !== column);
        store.setUi({ column, layout: { ...layout, hidden } });
        // A column that was hidden has its place after the next drawing.
        requestAnimationFrame(() => {
          onPlace({ column });
        });
      }}
      onClose={onClose}
    />
  );
}

function ShownColumns({ onClose }: { readonly onClose: () => void }): ReactNode {
  const store = useStore();
  const schema = useWorkbench((snapshot) => snapshot.state?.table?.schema);
  const layout = useWorkbench((snapshot) => snapshot.ui.layout);
  const items = useMemo(() => {
    const hidden = new Set(layout.hidden);
    return (schema ?? []).map(({ name, type }) => ({
      id: name,
      label: name,
      before: <TypeBadge type={type} />,
      checked: !hidden.has(name),
    }));
  }, [schema, layout.hidden]);
  const hide = (hidden: readonly string[]): void => {
    store.setUi({ layout: { ...layout, hidden } });
  };
  return (
    <QuickPick
      label="Columns that are shown"
      placeholder="Type to narrow, Enter to show or hide"
      items={items}
      none="No column has this name."
      onPick={(name) => {
        const isHidden = layout.hidden.includes(name);
        hide(isHidden ? layout.hidden.filter((one) => one !== name) : [...layout.hidden, name]);
      }}
      onClose={onClose}
      footer={(found) => {
        const names = new Set(found.map(({ id }) => id));
        const others = layout.hidden.filter((name) => !names.has(name));
        return (
          <>
            <Button
              onClick={() => {
                hide(others);
              }}
            >
              Show All
            </Button>
            <Button
              onClick={() => {
                hide([...others, ...names]);
              }}
            >
              Hide All
            </Button>
          </>
        );
      }}
    />
  );
}
