import { z } from 'zod';
import type { Column } from '../../shared/columnType.ts';
import { isFloat, isNumber } from '../expression/types.ts';
import { ex, exColumn, exValue, joinEx } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { requireColumns, requireNewName, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { columns } from './params.ts';
import { suffix } from './numberColumns.ts';
import { rowwise } from './rowwise.ts';
import { at } from './stepPath.ts';
import { clipValuesExamples } from './examples/clipValues.ts';

const bound = z.union([z.number(), z.string().min(1)]).optional();

const params = z.strictObject({
  columns: columns(),
  lower: bound.meta({
    ui: 'literal',
    suggest: 'lower-bound',
    title: 'Lower bound',
    about: 'Values below it are brought up to it, or become missing.',
  }),
  upper: bound.meta({
    ui: 'literal',
    suggest: 'upper-bound',
    title: 'Upper bound',
    about: 'Values above it are brought down to it, or become missing.',
  }),
  outside: z
    .enum(['bound', 'null'])
    .default('bound')
    .meta({
      title: 'Values outside become',
      about: 'What becomes of values beyond a bound.',
      labels: { bound: 'The bound', null: 'Missing' },
    }),
  suffix: suffix(),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'clip-values',
  version: 1,
  title: 'Clip values',
  category: 'numbers',
  summary:
    'Brings values below the lower bound up to it and values above the upper bound down to it, or makes them null. Numbers, dates and timestamps; types stay, so a bound must be a value of the column’s type. Null and NaN stay; infinities are clipped.',
  synonyms: ['clamp', 'cap', 'limit', 'floor', 'ceiling', 'bounds', 'range', 'saturate'],
  params,
  ...rowwise((context) => {
    const { params, input } = context;
    if (params.lower === undefined && params.upper === undefined) {
      throw new StepError(['lower'], 'There is no bound.', 'Give a lower or an upper bound.');
    }
    return requireColumns(input, params.columns, ['columns']).map((column, index) => {
      const path = ['columns', index];
      const fits = ['date', 'timestamp', 'timestamptz'];
      requireType(
        column,
        (type) => isNumber(type) || fits.includes(type.kind),
        'a number, date or timestamp',
        path,
      );
      const name = column.name + (params.suffix ?? '');
      if (params.suffix !== undefined) requireNewName(input, name, ['suffix']);
      return { name, value: clipped(column, context), path, namePath: ['suffix'] };
    });
  }),
  examples: clipValuesExamples,
});

function clipped(column: Column, { params }: FlowContext<Params>): ExpressionText {
  const value = exColumn(column.name);
  const written = (key: 'lower' | 'upper'): ExpressionText | undefined => {
    const given = params[key];
    return given === undefined ? undefined : at([key], () => exValue(given, column.type));
  };
  const [lower, upper] = [written('lower'), written('upper')];
  const then = (bound: ExpressionText): ExpressionText =>
    params.outside === 'null' ? ex`null` : bound;
  const number = isFloat(column.type) ? ex` and not isnan(${value})` : ex``;
  const branches = [
    ...(lower === undefined ? [] : [ex`when ${value} < ${lower} then ${then(lower)}`]),
    ...(upper === undefined ? [] : [ex`when ${value} > ${upper}${number} then ${then(upper)}`]),
  ];
  return ex`case ${joinEx(branches, ' ')} else ${value} end`;
}
