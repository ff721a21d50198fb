import { z } from 'zod';
import type { Column, ColumnType } from '../../shared/columnType.ts';
import { isFloat, isInteger, isNumber } from '../expression/types.ts';
import { ex, exColumn, exTryCast } from '../expression/write.ts';
import type { ExpressionText } from '../expression/write.ts';
import { aggregateType } from './aggregates.ts';
import { requireColumns, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { columns } from './params.ts';
import { passing } from './windowColumn.ts';
import { windowed } from './windowed.ts';
import { checkWindow, refuseGrouped, windowParams } from './windowOrder.ts';
import { rolling } from './windowRolling.ts';
import { fillMissingRollingExamples } from './examples/fillMissingRolling.ts';

const params = z.strictObject({
  columns: columns(),
  statistic: z
    .enum(['mean', 'median', 'min', 'max'])
    .default('mean')
    .meta({ about: 'The figure of the rows nearby that missing values become.' }),
  rows: z.int().min(1).max(100_000).meta({
    title: 'From so many rows',
    about: 'How many rows before the missing value count; around: as many after it, too.',
  }),
  window: z.enum(['before', 'around']).default('before').meta({
    description: 'before: the rows before the missing value. around: as many after it, too.',
  }),
  least: z.int().min(1).default(1).meta({
    title: 'At least so many values',
    description: 'With fewer values in these rows it stays null.',
  }),
  ...windowParams,
});
type Params = z.infer<typeof params>;

function isPlainNumber(type: ColumnType): boolean {
  return isInteger(type) || isFloat(type);
}

const figureName = (index: number): string => passing(`figure_${String(index)}`);

export default defineOperation({
  id: 'fill-missing-rolling',
  version: 1,
  title: 'Fill with a rolling figure',
  category: 'missing',
  summary:
    'Puts the mean, median, smallest or largest of the rows nearby where there is none (null; NaN is a value and stays), never from another group. Only values of the table count, none that was filled in. The type stays: mean and median are for whole numbers (rounded half away from zero) and floats; where there are too few values, or the figure is NaN for a whole number, it stays null. Without an order the rows follow one another as in the source, and so do ties.',
  synonyms: [
    'rolling average',
    'replace with rolling average',
    'moving average',
    'rolling fill',
    'impute',
    'local mean',
    'fillna rolling',
  ],
  params,
  needsIdentity: () => true,
  ...windowed<Params>(({ params, input }) => {
    const { statistic, rows, window, least, group, order } = params;
    const found = requireColumns(input, params.columns, ['columns']);
    found.forEach((column, index) => {
      // A mean of decimals may lie on a half that a double cannot hold.
      const fits = statistic === 'mean' || statistic === 'median' ? isPlainNumber : isNumber;
      const wanted = fits === isNumber ? 'a number' : 'a whole number or a float';
      requireType(column, fits, wanted, ['columns', index]);
    });
    checkWindow(params, input);
    refuseGrouped(params.columns, group);
    const after = window === 'before' ? 0 : rows;
    // The row that is filled has no value itself.
    if (least > rows + after) {
      throw new StepError(
        ['least'],
        `${String(rows + after)} rows never hold ${String(least)} values.`,
        'Ask for fewer values, or for more rows.',
      );
    }
    const figures = found.map((source, index) => {
      const type = aggregateType(statistic, source);
      return rolling(
        { source, statistic, type, frame: { before: rows, after }, least },
        figureName(index),
      );
    });
    const made = found.map((column, index) => ({
      name: column.name,
      value: filled(column, figureName(index), aggregateType(statistic, column)),
      path: ['columns', index],
    }));
    return { group, order, stages: [{ over: figures }, { made }] };
  }),
  examples: fillMissingRollingExamples,
});

function filled(column: Column, figure: string, type: ColumnType): ExpressionText {
  return ex`coalesce(${exColumn(column.name)}, ${exTryCast(exColumn(figure), type, column.type)})`;
}
