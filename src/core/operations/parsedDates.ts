import type { Column } from '../../shared/columnType.ts';
import { callNode, castNode, joinedNode, mathNode, textNode } from '../expression/build.ts';
import { caseNode, isNullNode, nullNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { date, float64, int64, isInteger, isNumber, text } from '../expression/types.ts';
import { literal, widen } from '../expression/widen.ts';
import coalesce from '../functions/coalesce.ts';
import { dateFormatNode } from '../functions/dateFormat.ts';
import fromEpoch from '../functions/fromEpoch.ts';
import trim from '../functions/trim.ts';
import { requireType } from './columns.ts';
import { columnNode } from './dateOperands.ts';
import { at } from './stepPath.ts';

/** How texts and numbers are read as dates. */
export interface DateReading {
  readonly to: 'date' | 'timestamp';
  readonly formats: readonly string[];
  readonly order: 'day-first' | 'month-first';
  readonly unit: 'second' | 'millisecond' | 'microsecond';
  readonly onError: 'null' | 'error';
}

const iso = ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S'];
const usual = {
  'day-first': [...iso, '%d.%m.%Y', '%d/%m/%Y', '%d-%m-%Y'],
  'month-first': [...iso, '%m/%d/%Y', '%m-%d-%Y'],
};

/** A column of texts or numbers read as dates. Throws `StepError` for other types and wrong formats. */
export function parsedNode(
  column: Column,
  reading: DateReading,
  path: readonly (string | number)[],
): TypedExpression {
  requireType(column, (type) => type.kind === 'text' || isNumber(type), 'text or a number', path);
  const value = columnNode(column);
  return column.type.kind === 'text' ? fromText(value, reading) : fromNumber(value, reading);
}

function fromText(value: TypedExpression, reading: DateReading): TypedExpression {
  const { to, order, onError } = reading;
  const isGiven = reading.formats.length > 0;
  const formats = isGiven ? reading.formats : usual[order];
  const trimmed = callNode(trim, value);
  const found = formats.map((format, index) =>
    at(isGiven ? ['formats', index] : ['formats'], () =>
      dateFormatNode(trimmed, format, to, 'null'),
    ),
  );
  const [only, second] = found;
  const first = only && !second ? only : callNode(coalesce, ...found);
  return onError === 'null' ? first : orError(first, value, ` (not ${formats.join(', ')})`);
}

function fromNumber(value: TypedExpression, { to, unit, onError }: DateReading): TypedExpression {
  const epoch = (name: string, count: TypedExpression): TypedExpression =>
    callNode(fromEpoch, textNode(name), count);
  const brought = (count: TypedExpression, name: string): TypedExpression => {
    const moment = epoch(name, count);
    const whole = onError === 'null' ? moment : orError(moment, count, ` (${name}s since 1970)`);
    return to === 'date' ? castNode(whole, date) : whole;
  };
  if (isInteger(value.type)) return brought(widen(value, int64), unit);
  // Fractions of a unit are kept to the microsecond.
  const size = { second: 1e6, millisecond: 1e3, microsecond: 1 }[unit];
  const factor = literal({ kind: 'float', value: size }, float64);
  const micros = castNode(mathNode(widen(value, float64), '*', factor), int64, onError);
  return brought(micros, 'microsecond');
}

/** The result, and where it is null though the source is not, a run that stops with the source's text. */
function orError(result: TypedExpression, source: TypedExpression, hint: string): TypedExpression {
  const message = joinedNode([
    source.type.kind === 'text' ? source : castNode(source, text),
    textNode(hint),
  ]);
  const { type, place } = result;
  const failing = castNode(message, type, 'error');
  return caseNode(
    [
      { when: isNullNode(source), then: nullNode(type, place) },
      { when: isNullNode(result), then: failing },
    ],
    result,
    type,
    place,
  );
}
