import { z } from 'zod';
import { exColumn } from '../expression/write.ts';
import { int64, isNumber } from '../expression/types.ts';
import { requireColumns, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import { interpolated, placeInOrder } from './interpolation.ts';
import { columns } from './params.ts';
import { passing } from './windowColumn.ts';
import { windowed } from './windowed.ts';
import type { Stage } from './windowPlan.ts';
import { checkWindow, refuseGrouped, windowParams } from './windowOrder.ts';
import { running } from './windowRunning.ts';
import { interpolateMissingExamples } from './examples/interpolateMissing.ts';

const params = z.strictObject({
  columns: columns(),
  distance: z.enum(['rows', 'order']).default('rows').meta({
    title: 'Distance',
    description: 'rows: by how many rows lie between. order: by the first order column’s values.',
  }),
  edges: z.enum(['keep', 'extend']).default('keep').meta({
    title: 'Before the first and after the last value',
    description: 'keep: nulls stay. extend: the nearest value stands there.',
  }),
  ...windowParams,
});
type Params = z.infer<typeof params>;

const row = passing('row_number');

export default defineOperation({
  id: 'interpolate-missing',
  version: 1,
  title: 'Interpolate missing values',
  category: 'missing',
  summary:
    'Puts a value on the straight line between the last value before and the next one after where there is none (null; NaN is a value and stays), within the group: by the number of rows between them, or by a number, day or timestamp (in whole seconds) that the rows are ordered by. Where that is null it stays null; two values at one place give the one before. The type stays: whole numbers and decimals are rounded half away from zero. Without an order the rows follow one another as in the source, and so do ties.',
  synonyms: [
    'interpolate',
    'linear interpolation',
    'na.approx',
    'fill gaps',
    'impute',
    'time series',
    'smooth gaps',
  ],
  params,
  needsIdentity: () => true,
  ...windowed<Params>(({ params, input }) => {
    const { distance, edges, group, order } = params;
    const found = requireColumns(input, params.columns, ['columns']);
    found.forEach((column, index) => {
      requireType(column, isNumber, 'a number', ['columns', index]);
    });
    checkWindow(params, input);
    refuseGrouped(params.columns, group);
    const place =
      distance === 'rows' ? { text: exColumn(row), type: int64 } : placeInOrder(order, input);
    const stages: readonly Stage[] = [
      ...(distance === 'rows' ? [{ over: [running(rowNumber, row)] }] : []),
      ...interpolated(found, place, edges),
    ];
    return { group, order, stages };
  }),
  examples: interpolateMissingExamples,
});

const rowNumber = { source: undefined, statistic: 'count', type: { kind: 'int64' } } as const;
