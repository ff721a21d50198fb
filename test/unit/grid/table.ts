import type {
  GridCell,
  GridColumn,
  GridData,
  GridLayout,
} from '../../../webview/grid/gridTypes.ts';

export const plainLayout: GridLayout = { widths: {}, order: [], pinned: [], hidden: [] };

/** Text columns of these names. */
export function columnsNamed(...names: string[]): readonly GridColumn[] {
  return names.map((name) => ({ name, type: { kind: 'text' } }));
}

/** A table that is all here. `undefined` stands for a cell that is not. */
export function tableOf(
  names: readonly string[],
  rows: readonly (readonly (GridCell | string | undefined)[])[],
): GridData {
  return {
    rows: rows.length,
    columns: columnsNamed(...names),
    cell: (row, column) => {
      const cell = rows[row]?.[column];
      return typeof cell === 'string' ? { text: cell, kind: 'text' } : cell;
    },
    need: () => undefined,
    subscribe: () => () => undefined,
  };
}
