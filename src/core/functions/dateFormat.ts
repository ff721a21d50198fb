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
import { caseNode, compareNode, integerNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { date, int64, text, timestamp } from '../expression/types.ts';
import dateAdd from './dateAdd.ts';
import lower from './lower.ts';
import lpad from './lpad.ts';
import regexpExtract from './regexpExtract.ts';
import regexpMatches from './regexpMatches.ts';
import rpad from './rpad.ts';
import year from './year.ts';

/** What a directive matches; one group each. */
const directives: Readonly<Record<string, string>> = {
  Y: '([0-9]{4})',
  y: '([0-9]{2})',
  m: '([0-9]{1,2})',
  d: '([0-9]{1,2})',
  H: '([0-9]{1,2})',
  I: '(0?[1-9]|1[0-2])',
  M: '([0-9]{1,2})',
  S: '([0-9]{1,2})',
  f: '([0-9]{1,6})',
  j: '([0-9]{1,3})',
  b: '([A-Za-z]{3})',
  B: '([A-Za-z]{3,9})',
  p: '([AaPp][Mm])',
};

/** The English months. */
const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
] as const;

const nowhere: Place = { start: 0, end: 0 };

/**
 * Reads a text as a date or timestamp by a strptime format: the parts are found by one regular
 * expression and put together as ISO text, which is then cast, so that every target reads alike.
 * Years `%y` are 1969 to 2068, as in POSIX; names of months are English, in any case. What does not
 * fit the format, or is no real day or time, fails as the cast does. Throws `ExpressionError` at
 * `place` for a format that says no day, names a part twice or holds an unknown directive.
 */
export function dateFormatNode(
  value: TypedExpression,
  format: string,
  to: 'date' | 'timestamp',
  onError: 'null' | 'error',
  place: Place = nowhere,
): TypedExpression {
  const { pattern, groups } = readFormat(format, place);
  const part = (directive: string): TypedExpression | undefined => {
    const group = groups.indexOf(directive);
    if (group < 0) return undefined;
    return callNode(regexpExtract, value, textNode(pattern), integerNode(group + 1, place));
  };
  const time = timeParts(part);
  const whole = time === undefined ? dayParts(part) : [...dayParts(part), textNode(' '), ...time];
  // In the error a text that does not fit stands as it is, with the format.
  const other = joinedNode([value, textNode(` (not ${format})`)]);
  const fits = callNode(regexpMatches, value, textNode(pattern));
  const iso = textCase([[fits, joinedNode(whole)]], other);
  if (to === 'timestamp') return castNode(iso, timestamp, onError);
  if (time === undefined) return castNode(iso, date, onError);
  return castNode(castNode(iso, timestamp, onError), date);
}

function readFormat(format: string, place: Place): { pattern: string; groups: readonly string[] } {
  const refuse: (what: string) => never = refuseAt(place);
  const groups: string[] = [];
  let pattern = '^';
  for (let at = 0; at < format.length; at += 1) {
    const character = format.charAt(at);
    if (character !== '%' || format.charAt(at + 1) === '%') {
      pattern += character.replace(/[\\^$.|?*+()[\]{}]/, '\\$&');
      if (character === '%') at += 1;
      continue;
    }
    // `%-d` is one or two digits too.
    at += /^-[dmHIMSj]/.test(format.slice(at + 1)) ? 2 : 1;
    const directive = format.charAt(at);
    const found = Object.hasOwn(directives, directive) ? directives[directive] : undefined;
    if (found === undefined) {
      refuse(`“%${directive}” is no part of a date format here`);
    }
    if (groups.includes(directive)) refuse(`The format names %${directive} twice`);
    groups.push(directive);
    pattern += found;
  }
  const has = (directive: string): boolean => groups.includes(directive);
  if (has('Y') === has('y')) refuse('The format has no year, or two');
  if ([has('m'), has('b'), has('B')].filter(Boolean).length > 1)
    refuse('The format names the month twice');
  if (has('j') && (has('m') || has('b') || has('B') || has('d')))
    refuse('The format names the day twice');
  if (has('H') && has('I')) refuse('The format names the hour twice');
  if (has('I') !== has('p')) refuse('%I and %p stand only together');
  if (!has('j') && has('d') && !has('m') && !has('b') && !has('B'))
    refuse('The format has no month');
  return { pattern: `${pattern}$`, groups };
}

function refuseAt(place: Place): (what: string) => never {
  return (what) => {
    throw new ExpressionError(
      place,
      `${what}.`,
      'Use %Y or %y, %m, %b or %B, %d, %j, %H, %I with %p, %M, %S, %f, as in %d.%m.%Y %H:%M.',
    );
  };
}

type Part = (directive: string) => TypedExpression | undefined;

function dayParts(part: Part): readonly TypedExpression[] {
  const short = part('y') ?? textNode('');
  const recent = compareNode('>=', short, textNode('69'));
  const full = part('Y');
  const years = full ? [full] : [textCase([[recent, textNode('19')]], textNode('20')), short];
  const day = part('j');
  if (day !== undefined) {
    const first = castNode(joinedNode([...years, textNode('-01-01')]), date);
    const days = mathNode(castNode(day, int64), '-', integerNode(1, nowhere));
    const moved = callNode(dateAdd, textNode('day'), days, first);
    const same = compareNode('=', callNode(year, moved), callNode(year, first));
    return [textCase([[same, textOf(moved)]], textNode(''))];
  }
  return [...years, textNode('-'), monthText(part), textNode('-'), two(part('d') ?? textNode('1'))];
}

function monthText(part: Part): TypedExpression {
  const [short, long] = [part('b'), part('B')];
  const name = short ?? long;
  if (name === undefined) return two(part('m') ?? textNode('1'));
  const found = callNode(lower, name);
  const branches = monthNames.map((month, index) => {
    const word = month.slice(0, short ? 3 : month.length).toLowerCase();
    const number = String(index + 1).padStart(2, '0');
    return [compareNode('=', found, textNode(word)), textNode(number)] as const;
  });
  return textCase(branches, textNode(''));
}

function timeParts(part: Part): readonly TypedExpression[] | undefined {
  const hour = twelve(part) ?? part('H');
  const [minute, second, fraction] = [part('M'), part('S'), part('f')];
  if ([hour, minute, second, fraction].every((found) => found === undefined)) return undefined;
  const [h, m, s] = [hour, minute, second].map((found) => two(found ?? textNode('0')));
  const whole = [h, textNode(':'), m, textNode(':'), s].filter((one) => one !== undefined);
  if (fraction === undefined) return whole;
  const digits = callNode(rpad, fraction, integerNode(6, nowhere), textNode('0'));
  return [...whole, textNode('.'), digits];
}

function twelve(part: Part): TypedExpression | undefined {
  const [hour, half] = [part('I'), part('p')];
  if (!hour || !half) return undefined;
  const afternoon = compareNode('=', callNode(lower, half), textNode('pm'));
  const added = caseNode(
    [{ when: afternoon, then: integerNode(12, nowhere) }],
    integerNode(0, nowhere),
    int64,
    nowhere,
  );
  const rest = mathNode(castNode(hour, int64), '%', integerNode(12, nowhere));
  return textOf(mathNode(rest, '+', added));
}

function textOf(value: TypedExpression): TypedExpression {
  return castNode(value, text);
}

function two(value: TypedExpression): TypedExpression {
  return callNode(lpad, value, integerNode(2, nowhere), textNode('0'));
}
