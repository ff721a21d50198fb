import { AppError } from '../../shared/errors.ts';
import type { ColumnType } from '../../shared/columnType.ts';
import type { Json, Target } from '../operations/define.ts';
import type { Py } from '../python/py.ts';
import type { Sql } from '../sql/sql.ts';
import type { LiteralExpression } from './typed.ts';

/**
 * A JSON value of a document as a literal of this type. Integers beyond 2⁵³ and decimals are
 * strings, dates and timestamps their canonical text, NaN and infinities the strings `nan`, `inf`, `-inf`.
 * Throws `bad-recipe` when the value does not fit the type.
 */
export function literalOf(value: Json, type: ColumnType): LiteralExpression {
  throw new AppError('internal', JSON.stringify([value, type]));
}

/** The value as a DuckDB literal of exactly this type. Throws as `literalOf`. */
export function sqlLiteral(value: Json, type: ColumnType): Sql {
  throw new AppError('internal', JSON.stringify([value, type]));
}

/**
 * The value as a plain Python value (`5`, `1.0`, `"a"`, `None`, `datetime.date(2026, 1, 31)`,
 * `datetime.datetime(…)`, `Decimal("1.50")`). Ask for `literalImports(type)` too. Throws as `literalOf`.
 */
export function pythonLiteral(
  value: Json,
  type: ColumnType,
  target: Exclude<Target, 'duckdb'>,
): Py {
  throw new AppError('internal', JSON.stringify([value, type, target]));
}

/** The import lines that a literal of this type needs: `import datetime`, `from decimal import Decimal`, or none. */
export function literalImports(type: ColumnType): readonly string[] {
  throw new AppError('internal', JSON.stringify(type));
}
