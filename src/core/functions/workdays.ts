import type { Place } from '../expression/ast.ts';
import { callNode, castNode, mathNode, textNode } from '../expression/build.ts';
import { caseNode, compareNode, integerNode, logicalNode, notNode } from '../expression/nodes.ts';
import type { LiteralExpression, TypedExpression } from '../expression/typed.ts';
import { boolean, date, int64, timestamp } from '../expression/types.ts';
import { literal, widen } from '../expression/widen.ts';
import dateDiff from './dateDiff.ts';
import weekday from './weekday.ts';

/** Which days are worked on. */
export interface Calendar {
  /** Weekdays without work, 1 for Monday to 7. */
  readonly weekend: readonly number[];
  /** Days without work as `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

const nowhere: Place = { start: 0, end: 0 };
const whole = (n: number): TypedExpression => integerNode(n, nowhere);

/** The day of a date or timestamp; an instant's day in UTC. */
export function dayNode(e: TypedExpression): TypedExpression {
  if (e.type.kind === 'date') return e;
  return castNode(widen(e, timestamp), date);
}

/** Whether a day is one of the calendar's weekend. */
export function weekendNode(day: TypedExpression, { weekend }: Calendar): TypedExpression {
  return among(
    callNode(weekday, day),
    weekend.map((n) => literal({ kind: 'integer', value: BigInt(n) }, int64)),
  );
}

/** Whether a day is one of the calendar's holidays, wherever in the week. */
export function holidayNode(day: TypedExpression, { holidays }: Calendar): TypedExpression {
  return among(
    day,
    holidays.map((text) => literal({ kind: 'date', text }, date)),
  );
}

/** Whether a day is worked on. */
export function workdayNode(day: TypedExpression, calendar: Calendar): TypedExpression {
  const free = [weekendNode(day, calendar), holidayNode(day, calendar)];
  return notNode(logicalNode('or', free, day.place));
}

/**
 * How many days are worked on from `from` (a date) up to but not including `to`; negative if `to`
 * is earlier. Whole weeks are counted by their Mondays, the rest by weekdays, then the holidays
 * that are no weekend are taken off.
 */
export function workdaysNode(
  from: TypedExpression,
  to: TypedExpression,
  calendar: Calendar,
): TypedExpression {
  const works = [1, 2, 3, 4, 5, 6, 7].filter((day) => !calendar.weekend.includes(day));
  const weeks = callNode(dateDiff, textNode('week'), from, to);
  const inWeek = (day: TypedExpression): TypedExpression =>
    steps(
      callNode(weekday, day),
      works.map((work) => whole(work)),
    );
  const rest = mathNode(inWeek(to), '-', inWeek(from));
  const days = mathNode(mathNode(weeks, '*', whole(works.length)), '+', rest);
  const free = [...new Set(calendar.holidays)].filter((day) => works.includes(weekdayOf(day)));
  if (free.length === 0) return days;
  const holidays = free.sort().map((text) => literal({ kind: 'date', text }, date));
  return mathNode(days, '-', mathNode(steps(to, holidays), '-', steps(from, holidays)));
}

/** How many of some rising bounds are below a value. */
function steps(value: TypedExpression, bounds: readonly TypedExpression[]): TypedExpression {
  const branches = bounds.map((bound, index) => ({
    when: compareNode('>', value, bound),
    then: whole(index + 1),
  }));
  return caseNode(branches.reverse(), whole(0), int64, value.place);
}

function among(operand: TypedExpression, items: readonly LiteralExpression[]): TypedExpression {
  if (items.length > 0) {
    return { kind: 'in', operand, items, type: boolean, place: operand.place };
  }
  // Never true, but null where the value is.
  return notNode(compareNode('=', operand, operand));
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
