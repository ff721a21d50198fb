import { AppError } from '../../shared/errors.ts';
import type { Sql } from '../sql/sql.ts';
import type { SqlScope } from './emitDuckdb.ts';
import type { TypedExpression } from './typed.ts';

/**
 * A DuckDB aggregate that counts the rows in which a part of the expression failed to null
 * (overflow, division by zero, `try_cast`, …); undefined when nothing in it can fail.
 */
export function nulledCount(e: TypedExpression, scope: SqlScope): Sql | undefined {
  throw new AppError('internal', e.kind + scope.param('a'));
}
