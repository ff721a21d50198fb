import { z } from 'zod';
import { isDateText } from '../expression/temporal.ts';
import type { Calendar } from '../functions/workdays.ts';
import { StepError } from './define.ts';

const weekdays = [
  ...(['monday', 'tuesday', 'wednesday', 'thursday'] as const),
  ...(['friday', 'saturday', 'sunday'] as const),
];
type Weekday = (typeof weekdays)[number];

/** The params that say which days are worked on. */
export interface CalendarParams {
  readonly weekend: readonly Weekday[];
  readonly holidays: readonly string[];
}

/** The fields of `CalendarParams`, for the schema of an operation. */
export const calendarFields = {
  weekend: z
    .array(z.enum(weekdays))
    .default(['saturday', 'sunday'])
    .meta({ title: 'Days of the weekend', about: 'The days of the week that are off.' }),
  holidays: z
    .array(z.string().min(1))
    .max(1000)
    .default([])
    .meta({ description: 'Days off, such as 2026-12-25.' }),
};

/** The calendar that the params say. Throws `StepError` at `holidays` for what is no day. */
export function calendarOf({ weekend, holidays }: CalendarParams): Calendar {
  holidays.forEach((day, index) => {
    if (isDateText(day)) return;
    throw new StepError(
      ['holidays', index],
      `“${day}” is no day of the calendar.`,
      'Write it as 2026-12-25.',
    );
  });
  return { weekend: weekend.map((day) => weekdays.indexOf(day) + 1), holidays };
}
