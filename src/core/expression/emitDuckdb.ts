import { AppError } from '../../shared/errors.ts';
import type { Sql } from '../sql/sql.ts';
import type { TypedExpression } from './typed.ts';

/** What the SQL emitter needs of a step's context. */
export interface SqlScope {
  readonly param: (name: string) => Sql;
}

/** A scalar DuckDB expression; safe to put anywhere an operand may stand (it is in brackets where needed). */
export function emitDuckdb(e: TypedExpression, scope: SqlScope): Sql {
  throw new AppError('internal', e.kind + scope.param('a'));
}
