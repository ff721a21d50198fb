import type { Column, ColumnType } from '../../shared/columnType.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { commonType } from '../expression/types.ts';
import { widen } from '../expression/widen.ts';
import { formatType } from '../sql/types.ts';
import { StepError } from './define.ts';

/** A column as an expression, brought to a wider type that `sharedType` has found. */
export function widenedColumn({ name, type }: Column, to: ColumnType = type): TypedExpression {
  return widen({ kind: 'column', name, type, place: { start: 0, end: 0 } }, to);
}

/**
 * The one type that the values of several columns have where they stand in one column. Throws
 * `StepError` at the path of the first column that does not fit the others.
 */
export function sharedType(
  columns: readonly Column[],
  pathOf: (index: number) => readonly (string | number)[],
): ColumnType {
  const [first, ...others] = columns;
  if (!first) throw new StepError(pathOf(0), 'There is no column.', 'Choose at least one.');
  return others.reduce((type, column, index) => {
    const wider = commonType(type, column.type);
    if (wider) return wider;
    throw new StepError(
      pathOf(index + 1),
      `“${column.name}” is ${formatType(column.type)}, the columns before it are ${formatType(type)}.`,
      'Change the type of one of them first.',
    );
  }, first.type);
}
