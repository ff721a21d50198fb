import type { ReactNode } from 'react';
import type { ColumnType } from '../../src/shared/columnType.ts';

/** What a cell is, for how it is drawn. An empty string is neither null nor blank space. */
export type CellKind =
  'null' | 'nan' | 'infinite' | 'empty' | 'number' | 'text' | 'boolean' | 'time' | 'nested';

/** A mark on a cell or column: colour never stands alone, each has a border or sign, too. */
export type CellMark = 'added' | 'removed' | 'changed' | 'match';

/** A value as the grid shows it: every digit, one line. */
export interface GridCell {
  readonly text: string;
  readonly kind: CellKind;
  /** The text is longer than what came with the page. */
  readonly cut?: boolean;
  readonly mark?: CellMark;
  /** For `changed`: what stood there before, shown on hover and read out. */
  readonly before?: string;
}

/** One column, in the order of the data; the layout decides where it stands. */
export interface GridColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly mark?: CellMark;
}

/** Rows and columns that are in sight, by data index; `rowTo` and indices are exclusive / data order. */
export interface GridWindow {
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly columns: readonly number[];
}

/** Where the grid gets its cells from: asked on every paint, so both calls must be quick. */
export interface GridData {
  readonly rows: number;
  readonly columns: readonly GridColumn[];
  /** Undefined while it is not here; the grid draws it as busy. */
  readonly cell: (row: number, column: number) => GridCell | undefined;
  /** The label left of a row; its number from 1 where absent. */
  readonly rowLabel?: (row: number) => string;
  /** The window changed: fetch what is missing, drop requests for other places. */
  readonly need: (window: GridWindow) => void;
  /** Calls when cells arrived or changed; the result stops it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** How columns are laid out: kept by the owner, by column name, so that it survives a reload. */
export interface GridLayout {
  /** Pixels by column name; the rest have the default width. */
  readonly widths: Readonly<Record<string, number>>;
  /** Names in order; columns that are not named follow in the data's order. */
  readonly order: readonly string[];
  readonly pinned: readonly string[];
  readonly hidden: readonly string[];
}

/** Where a person is in a grid: what brings them back there. */
export interface GridPosition {
  /** Pixels of the content above and left of what is in sight. */
  readonly top: number;
  readonly left: number;
  /** The cell with the focus: its row, and its column's place in the layout. */
  readonly row: number;
  readonly column: number;
}

/** A rectangle of cells by position (row index, visual column index), both ends inclusive. */
export interface GridSelection {
  readonly anchor: { readonly row: number; readonly column: number };
  readonly focus: { readonly row: number; readonly column: number };
}

/** A selected rectangle in terms of the data: rows `[rowFrom, rowTo)`, columns in visual order. */
export interface GridRange {
  readonly rowFrom: number;
  readonly rowTo: number;
  readonly columns: readonly string[];
}

/** What the owner may ask of the grid. */
export interface GridHandle {
  readonly focus: () => void;
  /** Scrolls there exactly and puts the focus on it; `column` by name. */
  readonly goTo: (place: { readonly row?: number; readonly column?: string }) => void;
  /**
   * The selection as TSV with or without a header line; undefined while cells of it are missing or
   * cut, and for more than 500,000 cells.
   */
  readonly selectedText: (headers: boolean) => string | undefined;
  readonly position: () => GridPosition;
  /** Goes back to a position, as far as there are rows and columns for it. */
  readonly goBack: (position: GridPosition) => void;
  /** The window in sight. */
  readonly window: () => GridWindow;
  /** What is selected; undefined without rows or columns. */
  readonly selection: () => GridRange | undefined;
  /** Makes a column as wide as its name and the cells in sight need, as a double click does. */
  readonly fitColumn: (name: string) => void;
}

/** Props of `Grid`. */
export interface GridProps {
  readonly data: GridData;
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
  /** Pixels of the header row; all headers have the same height so that nothing jumps. */
  readonly headerHeight: number;
  /** The header of a column: drawn inside a columnheader cell of the given width. */
  readonly renderHeader: (column: GridColumn, index: number) => ReactNode;
  /** Read out for the column instead of its picture: type, missing share, distinct. */
  readonly describeHeader: (column: GridColumn, index: number) => string;
  /** Click on a header, Enter on it, or the focus moving to another column. */
  readonly onColumn?: (name: string) => void;
  /** Another rectangle was selected. */
  readonly onSelection?: (range: GridRange | undefined) => void;
  /** Something was painted: the position may be another one. */
  readonly onPaint?: () => void;
  /** Copying was asked for, but `selectedText` is undefined: the owner fetches and copies it. */
  readonly onCopyMissing?: (range: GridRange, headers: boolean) => void;
  /** The context menu (mouse, Shift+F10, menu key) of a header or cell. */
  readonly onMenu?: (place: {
    readonly column: string;
    readonly row: number | undefined;
    readonly x: number;
    readonly y: number;
  }) => void;
  /** Enter or a double click on a cell: show it in full. */
  readonly onOpenCell?: (row: number, column: string) => void;
  readonly sort?: readonly { readonly column: string; readonly descending: boolean }[];
  /** The name that a screen reader says for the table. */
  readonly label: string;
}
