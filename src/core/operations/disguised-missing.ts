import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { AppError } from '../../shared/errors.ts';
import { isNumber } from '../expression/types.ts';
import { ex, exColumn, exLit, exValue, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { isDateText } from '../expression/temporal.ts';
import { requireColumns, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { column } from './params.ts';
import { rowwise } from './rowwise.ts';
import { disguisedMissingExamples } from './examples/disguisedMissing.ts';

/** Texts that people and programs write for “no value”. */
const usualTexts = [
  ...[
    '',
    '-',
    '--',
    '.',
    '?',
    '??',
    'n/a',
    'na',
    '#n/a',
    'n.a.',
    'nan',
    'null',
    '<null>',
    '(null)',
  ],
  ...['none', 'nil', 'missing', 'unknown', 'undefined', 'not available', 'tbd'],
];
/** Numbers that stand for “no value”. */
const usualNumbers = [-99, -999, -9999, -99999];
/** Days that stand for “no value”. */
const usualDays = ['0001-01-01', '9999-12-31'];

const params = z.strictObject({
  columns: z.array(column()).default([]).meta({
    ui: 'columns',
    description: 'None: all columns of text, numbers, dates and timestamps.',
  }),
  texts: z.array(z.string()).default(usualTexts).meta({
    description: 'Texts that stand for “no value”, in any case, with or without spaces around.',
  }),
  numbers: z
    .array(z.number())
    .default(usualNumbers)
    .meta({ about: 'Numbers that stand for “no value”.' }),
  days: z
    .array(z.string())
    .default(usualDays)
    .meta({ description: 'Days that stand for “no value”; in timestamps midnight of the day.' }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'disguised-missing',
  version: 1,
  title: 'Unmask missing values',
  category: 'missing',
  summary:
    'Makes cells missing (null) that only stand for “no value”: texts such as N/A, ? or blanks (in any case, spaces around do not count), numbers such as -999, days such as 9999-12-31. The lists can be edited; a number that a column’s type cannot hold is passed over.',
  synonyms: [
    ...['na_values', 'placeholder', 'sentinel', 'n/a', '-999', 'disguised missing', 'na_if'],
    ...['blank to null', 'empty to null', 'missing codes', 'replace with na', 'null values'],
  ],
  params,
  ...rowwise(({ params, input }) => {
    checkDays(params);
    const named = params.columns.length > 0;
    const found = named
      ? requireColumns(input, params.columns, ['columns'])
      : input.filter(({ type }) => fits(type));
    return found.flatMap((one, index) => {
      const path = named ? ['columns', index] : ['columns'];
      requireType(one, fits, 'text, a number, a date or a timestamp', path);
      const disguise = disguised(one, params);
      if (disguise === undefined) return [];
      const cell = exColumn(one.name);
      const value = ex`if(${disguise}, ${exValue(null, one.type)}, ${cell})`;
      return [{ name: one.name, value, path }];
    });
  }),
  examples: disguisedMissingExamples,
});

function fits(type: Column['type']): boolean {
  return isNumber(type) || ['text', 'date', 'timestamp'].includes(type.kind);
}

/** The test of a cell; undefined where the lists hold nothing for the column's type. */
function disguised({ name, type }: Column, params: Params): ExpressionText | undefined {
  const cell = exColumn(name);
  if (type.kind === 'text') {
    const texts = [...new Set(params.texts.map((text) => stripped(text).toLowerCase()))];
    if (texts.length === 0) return undefined;
    return ex`lower(trim(${cell})) in (${joinEx(texts.map((text) => exLit(text)))})`;
  }
  const items = isNumber(type)
    ? params.numbers.flatMap((value) => valueOf(value, type))
    : params.days.map((day) => exValue(day, { kind: 'date' }));
  return items.length === 0 ? undefined : ex`${cell} in (${joinEx(items)})`;
}

/** The number as one of the type, or nothing where the type does not hold it. */
function valueOf(value: number, type: Column['type']): readonly ExpressionText[] {
  try {
    return [exValue(value, type)];
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-recipe') return [];
    throw error;
  }
}

/** Without spaces around, as the language's `trim` has it. */
function stripped(text: string): string {
  return text.replaceAll(/^ +| +$/g, '');
}

function checkDays({ days }: Params): void {
  const wrong = days.findIndex((day) => !isDateText(day));
  if (wrong < 0) return;
  throw new StepError(
    ['days', wrong],
    `“${days[wrong] ?? ''}” is no day.`,
    'Write a day such as 9999-12-31.',
  );
}
