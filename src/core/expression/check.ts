import type { ColumnType, Schema } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import type { FlowContext } from '../operations/define.ts';
import type { Expression } from './ast.ts';
import type { TypedExpression } from './typed.ts';

/** The names that an expression may use. */
export interface ExpressionScope {
  readonly schema: Schema;
  readonly parameters: Readonly<Record<string, ColumnType>>;
}

/** The scope of a step's expressions: the columns that it receives and the recipe's parameters. */
export function scopeOf(ctx: FlowContext<unknown>): ExpressionScope {
  return { schema: ctx.input, parameters: ctx.parameters };
}

/**
 * Resolves names, works out every type and makes implicit casts explicit.
 * Throws `ExpressionError` for an unknown name (with the nearest one as hint) or types that do not fit.
 */
export function checkExpression(expression: Expression, scope: ExpressionScope): TypedExpression {
  throw new AppError('internal', `${expression.kind}${String(scope.schema.length)}`);
}
