import { z } from 'zod';
import { numberGroups } from '../../shared/typeGroups.ts';
import { defineOperation, StepError } from './define.ts';
import { columnsOf } from './params.ts';
import { fromNumbers, suffix } from './numberColumns.ts';
import { rounded, roundings } from './rounding.ts';
import { rowwise } from './rowwise.ts';
import { roundNumbersExamples } from './examples/roundNumbers.ts';

const params = z.strictObject({
  columns: columnsOf(numberGroups),
  method: z
    .enum(roundings)
    .default('half-away')
    .meta({
      title: 'Rounding',
      about: 'Which way numbers are rounded.',
      labels: {
        'half-away': 'To the nearest, halves away from zero',
        'half-even': 'To the nearest, halves to even',
        down: 'Down (floor)',
        up: 'Up (ceiling)',
        'towards-zero': 'Towards zero (truncate)',
      },
    }),
  digits: z.int().min(-15).max(15).default(0).meta({
    title: 'Digits after the point',
    description: 'Negative digits round before the point: -2 to hundreds.',
  }),
  multiple: z.number().min(1e-6).max(1e15).optional().meta({
    title: 'Multiple',
    description: 'Rounds to multiples of this number, such as 0.05 or 15, in place of digits.',
  }),
  suffix: suffix(),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'round-numbers',
  version: 1,
  title: 'Round numbers',
  category: 'numbers',
  summary:
    'Rounds numbers to digits after (or before) the point, or to a multiple. Types stay; whole numbers and decimals are rounded exactly, floats by x·10^d or x/multiple as doubles, so that a half is one only where the double is. Null, NaN and infinities stay; what no longer fits the type becomes null and is counted.',
  synonyms: [
    ...['round', 'floor', 'ceil', 'ceiling', 'trunc', 'truncate', 'digits', 'decimal places'],
    ...['mround', 'rounddown', 'roundup', 'bankers rounding', 'nearest'],
  ],
  params,
  ...rowwise((context) => {
    const { params } = context;
    if (params.multiple !== undefined && params.digits !== 0) {
      throw new StepError(
        ['multiple'],
        'Numbers are rounded to digits or to a multiple, not to both.',
        'Leave one of them out.',
      );
    }
    return fromNumbers(context, (column) => rounded(column, params));
  }),
  examples: roundNumbersExamples,
});
