import type { Place } from '../expression/ast.ts';
import {
  callNode,
  castNode,
  joinedNode,
  mathNode,
  textCase,
  textNode,
} from '../expression/build.ts';
import { ExpressionError } from '../expression/expressionError.ts';
import { compareNode, integerNode, isNullNode, nullNode } from '../expression/nodes.ts';
import type { ScalarFunction, TypedExpression } from '../expression/typed.ts';
import { text } from '../expression/types.ts';
import day from './day.ts';
import dayname from './dayname.ts';
import dayOfYear from './dayOfYear.ts';
import hour from './hour.ts';
import isoyear from './isoyear.ts';
import lpad from './lpad.ts';
import microsecond from './microsecond.ts';
import minute from './minute.ts';
import month from './month.ts';
import monthname from './monthname.ts';
import second from './second.ts';
import substring from './substring.ts';
import week from './week.ts';
import weekday from './weekday.ts';
import year from './year.ts';

type Number = (value: TypedExpression) => TypedExpression;

const nowhere: Place = { start: 0, end: 0 };
const whole = (n: number): TypedExpression => integerNode(n, nowhere);
const by =
  (found: ScalarFunction): Number =>
  (value) =>
    callNode(found, value);
const modulo =
  (found: ScalarFunction, n: number): Number =>
  (value) =>
    mathNode(callNode(found, value), '%', whole(n));

/** Directives that write a number: what it is, and in how many digits. */
const numbers: Readonly<Record<string, readonly [Number, number]>> = {
  Y: [by(year), 4],
  y: [modulo(year, 100), 2],
  G: [by(isoyear), 4],
  m: [by(month), 2],
  V: [by(week), 2],
  d: [by(day), 2],
  j: [by(dayOfYear), 3],
  u: [by(weekday), 1],
  w: [modulo(weekday, 7), 1],
  H: [by(hour), 2],
  I: [twelve, 2],
  M: [by(minute), 2],
  S: [by(second), 2],
  f: [modulo(microsecond, 1_000_000), 6],
};

/** Directives that write a word. */
const words: Readonly<Record<string, Number>> = {
  B: by(monthname),
  b: (value) => callNode(substring, callNode(monthname, value), whole(1), whole(3)),
  A: by(dayname),
  a: (value) => callNode(substring, callNode(dayname, value), whole(1), whole(3)),
  p: (value) =>
    textCase(
      [[compareNode('<', callNode(hour, value), whole(12)), textNode('AM')]],
      textNode('PM'),
    ),
};

const clock = new Set(['H', 'I', 'M', 'S', 'f', 'p']);

/**
 * A date or timestamp as text, by a strftime format, put together from the language's own parts so
 * that every target writes alike. Throws `ExpressionError` at `place` for an unknown directive, and
 * for a part of the clock where the value is a date.
 */
export function formattedNode(
  value: TypedExpression,
  format: string,
  place: Place,
): TypedExpression {
  const pieces = format.match(/%-?.|[^%]+|%/gsu) ?? [];
  const parts = pieces.map((piece) => (piece.startsWith('%') ? part(value, piece, place) : piece));
  const merged: TypedExpression[] = [];
  let plain = '';
  for (const found of [...parts, undefined]) {
    if (typeof found === 'string') plain += found;
    else {
      if (plain !== '') merged.push(textNode(plain));
      plain = '';
      if (found) merged.push(found);
    }
  }
  const joined = joinedNode(merged.length === 0 ? [textNode('')] : merged);
  // What `case` and constants write stands for null, too.
  return textCase([[isNullNode(value), nullNode(text, place)]], joined);
}

function part(value: TypedExpression, piece: string, place: Place): TypedExpression | string {
  const directive = piece.at(-1) ?? '';
  if (piece === '%%') return '%';
  const bare = piece.length === 3;
  const number = Object.hasOwn(numbers, directive) ? numbers[directive] : undefined;
  const word = Object.hasOwn(words, directive) && !bare ? words[directive] : undefined;
  if ((!number && !word) || (bare && 'YyGf'.includes(directive))) {
    throw new ExpressionError(
      place,
      `“${piece}” is no part of a date format here.`,
      'Use %Y %y %m %B %b %d %j %A %a %u %w %H %I %p %M %S %f %G %V, as in %d.%m.%Y %H:%M; %-d leaves zeros away.',
    );
  }
  if (value.type.kind === 'date' && clock.has(directive)) {
    throw new ExpressionError(
      place,
      `“${piece}” is a part of the clock, but the value is a date.`,
      'Leave it out, or take a timestamp.',
    );
  }
  if (word) return word(value);
  const [found, digits] = number ?? [by(year), 4];
  const written = castNode(found(value), text);
  return bare || digits === 1 ? written : callNode(lpad, written, whole(digits), textNode('0'));
}

function twelve(value: TypedExpression): TypedExpression {
  const before = mathNode(callNode(hour, value), '+', whole(11));
  return mathNode(mathNode(before, '%', whole(12)), '+', whole(1));
}
