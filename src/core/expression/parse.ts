import { RecentValues } from '../../shared/recentValues.ts';
import type { Expression } from './ast.ts';
import { parseText } from './parseText.ts';

/**
 * Parses an expression (FORMATS: Expression): a subset of DuckDB's scalar syntax, with its
 * precedence. Throws `ExpressionError` with the place for anything outside the language.
 */
export function parseExpression(text: string): Expression {
  const known = kept.get(text);
  if (known) return known;
  const expression = parseText(text);
  kept.put(text, expression);
  return expression;
}

/** A recipe's expressions are parsed again after each edit of another step. */
const kept = new RecentValues<Expression>(2000);
