import type { Place } from '../expression/ast.ts';
import { callNode, castNode } from '../expression/build.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { date, timestamp } from '../expression/types.ts';
import { dateFormatPattern, saysTime } from './dateFormatPattern.ts';
import { isoNode } from './isoNode.ts';
import { momentReader } from './momentReader.ts';

const nowhere: Place = { start: 0, end: 0 };

/**
 * Reads a text as a date or timestamp by a strptime format, so that every target reads alike. Years
 * `%y` are 1969 to 2068, as in POSIX; names of months are English, in any case. What does not fit the
 * format, or is no real day or time, fails as a cast does. Throws `ExpressionError` at `place` for a
 * format that says no day, names a part twice or holds an unknown directive.
 */
export function dateFormatNode(
  value: TypedExpression,
  format: string,
  to: 'date' | 'timestamp',
  onError: 'null' | 'error',
  place: Place = nowhere,
): TypedExpression {
  const found = saysTime(dateFormatPattern(format, place)) ? timestamp : date;
  // The text that does not fit is part of the error, and only a cast tells one.
  const read =
    onError === 'error'
      ? isoNode(value, format, onError, place)
      : callNode(momentReader(format, found), value);
  const type = to === 'date' ? date : timestamp;
  return read.type.kind === to ? read : castNode(read, type);
}
