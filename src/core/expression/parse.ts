import { AppError } from '../../shared/errors.ts';
import type { Expression } from './ast.ts';

/** Parses an expression (FORMATS: Expression). Throws `ExpressionError` with the place. */
export function parseExpression(text: string): Expression {
  throw new AppError('internal', text);
}
