import { atCharacter, ExpressionError } from './expressionError.ts';
import { literalText } from './literalArgument.ts';
import type { TypedExpression } from './typed.ts';

/** Throws `ExpressionError` where a unit below a day is asked of dates alone. */
export function expectUnit(
  unit: TypedExpression | undefined,
  values: readonly (TypedExpression | undefined)[],
): void {
  const word = literalText(unit);
  const small = word === 'hour' || word === 'minute' || word === 'second';
  const date = values.find((value) => value?.type.kind === 'date');
  if (!small || !date) return;
  throw new ExpressionError(
    date.place,
    `A date has no ${word}s${atCharacter(date.place)}.`,
    'Cast it: cast(a as timestamp).',
  );
}
