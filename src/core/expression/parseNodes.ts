import type { IToken } from 'chevrotain';
import { findFunction, functionNames } from '../functions/registry.ts';
import type { ColumnType } from '../../shared/columnType.ts';
import type { BinaryOperator, Expression, LiteralValue, Place } from './ast.ts';
import { castType, castTypeNames } from './castTypes.ts';
import { ExpressionError } from './expressionError.ts';
import { nearest } from './nearest.ts';
import { refuse } from './refuse.ts';
import { canonicalTimestamp, isDateText } from './temporal.ts';
import { Decimal, Float, Integer, words } from './tokens.ts';

/** Where tokens stand. */
export function placeOf(first: IToken, last: IToken = first): Place {
  return { start: first.startOffset, end: last.startOffset + last.image.length };
}

/** Where an operator with its operands stands. */
export function around(left: Expression, right: Expression): Place {
  return { start: left.place.start, end: right.place.end };
}

/** The type that a cast names. Throws `ExpressionError`. */
export function namedType(name: IToken, digits: readonly number[]): ColumnType {
  const type = castType(name.image, digits);
  if (type) return type;
  const near = nearest(name.image, castTypeNames);
  throw new ExpressionError(
    placeOf(name),
    `“${name.image}” is not a type that a cast can give, at character ${String(name.startOffset + 1)}.`,
    near === undefined || near === name.image.toLowerCase()
      ? 'Use a type such as int64, decimal(18,2), float64, text, date or timestamp.'
      : `Did you mean “${near}”?`,
  );
}

function unquoted(image: string): string {
  return image.slice(1, -1).replaceAll("''", "'");
}

/** The value of a literal token. */
export function literalValue(token: IToken): LiteralValue {
  switch (token.tokenType) {
    case words.null:
      return { kind: 'null' };
    case words.true:
    case words.false:
      return { kind: 'boolean', value: token.tokenType === words.true };
    case Integer:
      return { kind: 'integer', value: BigInt(token.image) };
    case Decimal: {
      const [whole = '', fraction = ''] = token.image.split('.');
      return { kind: 'decimal', text: `${whole === '' ? '0' : whole}.${fraction}` };
    }
    case Float:
      return { kind: 'float', value: Number(token.image) };
    default:
      return { kind: 'text', value: unquoted(token.image) };
  }
}

/** A number with the other sign; undefined for other literals. */
export function negated(value: LiteralValue): LiteralValue | undefined {
  if (value.kind === 'integer') return { kind: 'integer', value: -value.value };
  if (value.kind === 'float') return { kind: 'float', value: -value.value };
  if (value.kind !== 'decimal') return undefined;
  const { text } = value;
  return { kind: 'decimal', text: text.startsWith('-') ? text.slice(1) : `-${text}` };
}

/** A comparison as it was written, `==` and `!=` made one with `=` and `<>`. */
export function comparisonOperator(image: string): BinaryOperator {
  if (image === '<' || image === '<=' || image === '>' || image === '>=') return image;
  return image === '=' || image === '==' ? '=' : '<>';
}

/** A multiplying operator as it was written. */
export function productOperator(image: string): BinaryOperator {
  return image === '*' || image === '/' || image === '//' ? image : '%';
}

/** `date '…'` or `timestamp '…'`. Throws `ExpressionError` for another word or no such day. */
export function temporalLiteral(name: IToken, token: IToken, source: string): Expression {
  const word = name.image.toLowerCase();
  const text = unquoted(token.image);
  const place = placeOf(name, token);
  if (word === 'date') {
    if (isDateText(text)) return { kind: 'literal', value: { kind: 'date', text }, place };
    throw new ExpressionError(
      place,
      `“${text}” is not a date, at character ${String(token.startOffset + 1)}.`,
      "Write a day as date '2026-01-31'.",
    );
  }
  if (word !== 'timestamp') {
    const { startOffset, image } = token;
    throw refuse(source, [], startOffset, startOffset + image.length);
  }
  const canonical = canonicalTimestamp(text);
  if (canonical !== undefined) {
    return { kind: 'literal', value: { kind: 'timestamp', text: canonical }, place };
  }
  throw new ExpressionError(
    place,
    `“${text}” is not a timestamp, at character ${String(token.startOffset + 1)}.`,
    "Write an instant as timestamp '2026-01-31 12:00:00'.",
  );
}

/** A call by the function's own name. Throws `ExpressionError` for an unknown function, with the nearest one. */
export function callNode(name: IToken, args: readonly Expression[], last: IToken): Expression {
  const found = findFunction(name.image);
  if (!found) {
    const near = nearest(name.image, functionNames());
    throw new ExpressionError(
      placeOf(name),
      `There is no function “${name.image}”, at character ${String(name.startOffset + 1)}.`,
      near === undefined ? 'Use a function of the expression language.' : `Did you mean “${near}”?`,
    );
  }
  return { kind: 'call', name: found.name, args, place: placeOf(name, last) };
}
