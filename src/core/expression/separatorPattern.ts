import { atCharacter, ExpressionError } from './expressionError.ts';
import { literalText } from './literalArgument.ts';
import { commonRegex } from './regex.ts';
import type { TypedExpression } from './typed.ts';

/** A literal pattern of what stands between parts, translated. Throws `ExpressionError`. */
export function separatorPattern(e: TypedExpression | undefined): string {
  return commonRegex(literalText(e), e?.place ?? { start: 0, end: 0 });
}

/** Throws `ExpressionError` for a pattern that matches the empty text: engines cut there in different places. */
export function expectSeparator(e: TypedExpression | undefined): void {
  const found = separatorPattern(e).replaceAll(/\\([Az&~])/g, (_, c: string) =>
    /[Az]/.test(c) ? '' : c,
  );
  const place = e?.place ?? { start: 0, end: 0 };
  if (!new RegExp(`^(?:${found})$`, 'u').test('')) return;
  throw new ExpressionError(
    place,
    `The pattern matches the empty text${atCharacter(place)}.`,
    'Use + in place of *, or write what stands between the parts.',
  );
}

/** A separator as a pattern that matches it alone, for Spark, which splits by regular expressions. */
export function quotedSeparator(e: TypedExpression | undefined): string {
  return literalText(e).replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
