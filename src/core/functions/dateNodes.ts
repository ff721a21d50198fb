import { callNode, mathNode } from '../expression/build.ts';
import { compareNode, integerNode } from '../expression/nodes.ts';
import type { TypedExpression } from '../expression/typed.ts';
import day from './day.ts';
import isoyear from './isoyear.ts';
import lastDay from './lastDay.ts';
import week from './week.ts';
import weekday from './weekday.ts';

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
