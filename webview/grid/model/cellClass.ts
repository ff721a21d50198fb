import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { GridCell } from '../gridTypes.ts';

const numeric: ReadonlySet<ColumnType['kind']> = new Set([
  'int8',
  'int16',
  'int32',
  'int64',
  'float32',
  'float64',
  'decimal',
]);

/** True if the values of a column stand at the right, digit under digit. */
export function isNumeric(type: ColumnType): boolean {
  return numeric.has(type.kind);
}

/** The style classes of a cell; undefined for one that is not here. */
export function cellClass(
  cell: GridCell | undefined,
  { right, selected, cursor }: { right: boolean; selected: boolean; cursor: boolean },
): string {
  let name = cell === undefined ? 'grid-cell is-busy' : `grid-cell k-${cell.kind}`;
  if (right) name += ' is-right';
  if (cell?.mark !== undefined) name += ` m-${cell.mark}`;
  if (selected) name += ' is-selected';
  if (cursor) name += ' is-cursor';
  return name;
}
