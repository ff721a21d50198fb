import type { Place } from '../expression/ast.ts';
import {
  callNode,
  castNode,
  joinedNode,
  mathNode,
  textCase,
  textNode,
} from '../expression/build.ts';
import { caseNode, compareNode, integerNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import { date, int64, text, timestamp } from '../expression/types.ts';
import dateAdd from './dateAdd.ts';
import { dateFormatPattern } from './dateFormatPattern.ts';
import lower from './lower.ts';
import lpad from './lpad.ts';
import regexpExtract from './regexpExtract.ts';
import regexpMatches from './regexpMatches.ts';
import rpad from './rpad.ts';
import year from './year.ts';

/** The English months. */
const monthNames = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
] as const;

const nowhere: Place = { start: 0, end: 0 };

/**
 * The timestamp, or the date where the format says no time, that a text says in a strptime format: the
 * parts are found by one regular expression and put together as ISO text, which is then cast.
 */
export function isoNode(
  value: TypedExpression,
  format: string,
  onError: 'null' | 'error',
  place: Place,
): TypedExpression {
  const { pattern, groups } = dateFormatPattern(format, place);
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
  return castNode(iso, time === undefined ? date : timestamp, onError);
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
