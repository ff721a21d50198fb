import { z } from 'zod';
import type { Column, ColumnType } from '../../shared/columnType.ts';
import { isFloat, isInteger } from '../expression/types.ts';
import { ex, exColumn, exTryCast } from '../expression/write.ts';
import { aggregateType } from './aggregates.ts';
import { isOrdered, requireColumns, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import { column, columns } from './params.ts';
import { passing } from './windowColumn.ts';
import { windowed } from './windowed.ts';
import { overGroup } from './windowGroup.ts';
import { modeStages } from './windowMode.ts';
import { checkWindow, refuseGrouped } from './windowOrder.ts';
import type { Stage } from './windowPlan.ts';
import { fillMissingByGroupExamples } from './examples/fillMissingByGroup.ts';

const params = z.strictObject({
  columns: columns(),
  statistic: z
    .enum(['mean', 'median', 'mode', 'min', 'max'])
    .default('median')
    .meta({
      title: 'Fill with',
      about: 'The figure of the group that missing values become.',
      labels: { mode: 'Most frequent value' },
    }),
  group: z.array(column()).min(1).meta({
    ui: 'columns',
    title: 'Within groups of',
    description: 'Rows with the same values here belong together; null is a group.',
  }),
});
type Params = z.infer<typeof params>;

const figureName = (index: number): string => passing(`figure_${String(index)}`);

export default defineOperation<Params>({
  id: 'fill-missing-by-group',
  version: 1,
  title: 'Fill missing values within groups',
  category: 'missing',
  summary:
    'Puts the mean, median, most frequent (of a tie the smallest), smallest or largest value of its group where there is none (null; NaN is a value and stays). Null is a group, NaN is one. The figures are those of the table at hand, not learned: to keep the parts of a split apart, name the part column too. The type stays: mean and median are for whole numbers (rounded half away from zero) and floats. A group without a value stays as it is, as does a whole number where the figure fits none.',
  synonyms: [
    ...['impute by group', 'group mean', 'group median', 'group mode', 'groupby transform'],
    ...['fillna groupby', 'conditional imputation', 'transform', 'impute'],
  ],
  params,
  ...windowed<Params>(({ params, input }) => {
    const { statistic, group } = params;
    const found = requireColumns(input, params.columns, ['columns']);
    const isMiddle = statistic === 'mean' || statistic === 'median';
    found.forEach((column, index) => {
      // A mean of decimals may lie on a half that a double cannot hold.
      const fits = isMiddle ? isPlainNumber : isOrdered;
      const wanted = isMiddle
        ? 'a whole number or a float'
        : 'a number, text, boolean, date or timestamp';
      requireType(column, fits, wanted, ['columns', index]);
    });
    checkWindow(params, input);
    refuseGrouped(params.columns, group);
    const typeOf = (source: Column): ColumnType =>
      statistic === 'mode' ? source.type : aggregateType(statistic, source);
    const figures: readonly Stage[] =
      statistic === 'mode'
        ? modeStages(
            found,
            found.map((_, index) => figureName(index)),
          )
        : [
            {
              over: found.map((source, index) =>
                overGroup({ source, statistic, type: typeOf(source) }, figureName(index)),
              ),
            },
          ];
    const made = found.map((source, index) => ({
      name: source.name,
      value: ex`coalesce(${exColumn(source.name)}, ${exTryCast(exColumn(figureName(index)), typeOf(source), source.type)})`,
      path: ['columns', index],
    }));
    return { group, order: undefined, stages: [...figures, { made }] };
  }),
  examples: fillMissingByGroupExamples,
});

function isPlainNumber(type: ColumnType): boolean {
  return isInteger(type) || isFloat(type);
}
