import type { Column, ColumnType } from '../../shared/columnType.ts';
import { ident, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';

/**
 * Which figures a column has: `float` and `whole` (integers, decimals) all of them, `ordered` minimum,
 * maximum and top values, `nested` nulls and distinct values alone.
 */
export type Family = 'float' | 'whole' | 'ordered' | 'nested';

/** A column as the statistics see it. */
export interface ProfiledColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly family: Family;
  /** The column in SQL. */
  readonly sql: Sql;
}

/** Sorts a column into its family. */
export function profiledColumn(column: Column): ProfiledColumn {
  return { ...column, family: familyOf(column.type), sql: ident(column.name) };
}

/** True for columns with mean, standard deviation, quantiles and histogram. */
export function isNumeric(column: ProfiledColumn): boolean {
  return column.family === 'float' || column.family === 'whole';
}

/** A value as text with every digit; float32 widens first, so that the text names the very number. */
export function asText(column: ProfiledColumn, value: Sql): Sql {
  return column.type.kind === 'float32'
    ? sql`CAST(CAST(${value} AS DOUBLE) AS VARCHAR)`
    : sql`CAST(${value} AS VARCHAR)`;
}

function familyOf(type: ColumnType): Family {
  switch (type.kind) {
    case 'float32':
    case 'float64':
      return 'float';
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
    case 'decimal':
      return 'whole';
    case 'list':
    case 'struct':
    case 'map':
      return 'nested';
    default:
      return 'ordered';
  }
}
