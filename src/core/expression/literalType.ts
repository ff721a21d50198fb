import type { ColumnType } from '../../shared/columnType.ts';
import type { LiteralValue, Place } from './ast.ts';
import { atCharacter, ExpressionError } from './expressionError.ts';
import { boolean, date, float64, int64, text, timestamp } from './types.ts';

/**
 * The type of a literal as it stands: integers are int64, or decimal beyond it; `1.50` is
 * decimal(3,2), `1e3` float64. Null is text until its place gives it another type.
 * Throws `ExpressionError` for more than 38 digits.
 */
export function literalType(value: LiteralValue, place: Place): ColumnType {
  switch (value.kind) {
    case 'null':
    case 'text':
      return text;
    case 'boolean':
      return boolean;
    case 'float':
      return float64;
    case 'date':
      return date;
    case 'timestamp':
      return timestamp;
    case 'integer':
      if (BigInt.asIntN(64, value.value) === value.value) return int64;
      return decimal(value.value.toString(), place);
    case 'decimal':
      return decimal(value.text, place);
  }
}

function decimal(written: string, place: Place): ColumnType {
  const [whole = '', fraction = ''] = written.replace('-', '').split('.');
  const precision = Math.max(1, whole.replace(/^0+/, '').length + fraction.length);
  if (precision > 38) {
    throw new ExpressionError(
      place,
      `A number has more than 38 digits${atCharacter(place)}.`,
      'Write it as a float, such as 1e40.',
    );
  }
  return { kind: 'decimal', precision, scale: fraction.length };
}
