import type { ColumnType, Schema } from '../../../../src/shared/columnType.ts';
import { formatType } from '../../../../src/shared/formatType.ts';
import { isOfGroups, numberGroups } from '../../../../src/shared/typeGroups.ts';
import type { TypeGroup } from '../../../../src/shared/typeGroups.ts';

/** The columns whose type is of one of these kinds (none: of any), and like a given one. */
export function fittingColumns(
  columns: Schema,
  types: readonly TypeGroup[],
  like?: ColumnType,
): Schema {
  return columns.filter(
    ({ type }) => (types.length === 0 || isOfGroups(type, types)) && (!like || isAlike(type, like)),
  );
}

/** What is said where no column fits; undefined where any does. */
export function noneFits(types: readonly TypeGroup[]): string | undefined {
  if (types.length === 0) return undefined;
  const isNumber = numberGroups.every((group) => types.includes(group));
  const others = isNumber
    ? ['number', ...types.filter((group) => !numberGroups.some((one) => one === group))]
    : types;
  return `No other column of ${others.join(' or ')} found`;
}

/** Whether values can be equal: one type, or whole numbers of two widths. */
function isAlike(a: ColumnType, b: ColumnType): boolean {
  const whole = (type: ColumnType): boolean => isOfGroups(type, ['integer']);
  return formatType(a) === formatType(b) || (whole(a) && whole(b));
}
