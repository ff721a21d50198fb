import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { Condition } from '../../../src/shared/condition.ts';
import type { SortKey, View } from '../../../src/shared/contracts/workbench.ts';
import type { GridCell } from '../../grid/gridTypes.ts';
import { testsFor } from '../form/model/conditionWords.ts';
import { literalOf } from '../form/model/literalOf.ts';

/** The sort after a click on a column: ascending, then descending, then none. */
export function nextSort(
  sort: readonly SortKey[],
  column: string,
  add: boolean,
): readonly SortKey[] {
  const old = sort.find((key) => key.column === column);
  const next: SortKey | undefined =
    old === undefined
      ? { column, descending: false }
      : old.descending
        ? undefined
        : { column, descending: true };
  if (!add) return next ? [next] : [];
  if (old === undefined) return next ? [...sort, next] : sort;
  return sort.flatMap((key) => (key === old ? (next ?? []) : key));
}

/** The view sorted by one column only. */
export function sortedBy(view: View, column: string, descending: boolean): View {
  return { ...view, sort: [{ column, descending }] };
}

/** The filter for rows that have (or have not) a cell's value; undefined where none can say it. */
export function valueFilter(
  column: string,
  type: ColumnType,
  cell: GridCell,
  equal: boolean,
): Condition | undefined {
  if (cell.kind === 'null') return { column, is: equal ? 'is-null' : 'is-not-null' };
  // Without its end a value is another one.
  if (cell.cut === true || !testsFor(type).includes('equals')) return undefined;
  if (cell.kind === 'nan') return equal ? { column, is: 'is-nan' } : undefined;
  const read = cell.kind === 'empty' ? { value: '' } : literalOf(cell.text, type);
  return 'value' in read
    ? { column, is: equal ? 'equals' : 'not-equals', value: read.value }
    : undefined;
}

/** The view with one filter more. */
export function withFilter(view: View, filter: Condition): View {
  return { ...view, filters: [...view.filters, filter] };
}
