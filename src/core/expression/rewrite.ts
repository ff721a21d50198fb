import { AppError } from '../../shared/errors.ts';
import type { Expression } from './ast.ts';

/** Names of the columns that an expression reads, each once, in order of first use. */
export function columnsOf(expression: Expression): readonly string[] {
  throw new AppError('internal', expression.kind);
}

/** The text with each use of column `from` turned into `to`, all else kept. Throws as `parseExpression`. */
export function renameColumn(text: string, from: string, to: string): string {
  throw new AppError('internal', text + from + to);
}
