import { callNode, mathNode } from '../expression/build.ts';
import { compareNode, integerNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import day from './day.ts';
import isoyear from './isoyear.ts';
import lastDay from './lastDay.ts';
import week from './week.ts';
import weekday from './weekday.ts';
import year from './year.ts';

/** How many days the month of a date or timestamp has. */
export function daysInMonthNode(value: TypedExpression): TypedExpression {
  return callNode(day, callNode(lastDay, value));
}

/** The ISO year and week of a date or timestamp as one number. */
export function yearweekNode(value: TypedExpression): TypedExpression {
  const year = mathNode(callNode(isoyear, value), '*', integerNode(100, value.place));
  return mathNode(year, '+', callNode(week, value));
}

/** Whether a date or timestamp is on a Saturday or Sunday. */
export function isWeekendNode(value: TypedExpression): TypedExpression {
  return compareNode('>=', callNode(weekday, value), integerNode(6, value.place));
}

/** The day of the week of a date or timestamp, 0 for Sunday. */
export function dayOfWeekNode(value: TypedExpression): TypedExpression {
  return mathNode(callNode(weekday, value), '%', integerNode(7, value.place));
}

/** The century of a date or timestamp. */
export function centuryNode(value: TypedExpression): TypedExpression {
  const last = mathNode(callNode(year, value), '+', integerNode(99, value.place));
  return mathNode(last, '//', integerNode(100, value.place));
}

/** The year of a date or timestamp without its last digit. */
export function decadeNode(value: TypedExpression): TypedExpression {
  return mathNode(callNode(year, value), '//', integerNode(10, value.place));
}
