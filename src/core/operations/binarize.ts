import { z } from 'zod';
import { numberGroups } from '../../shared/typeGroups.ts';
import type { ColumnType } from '../../shared/columnType.ts';
import { ex, exColumn, exLit, exValue } from '../expression/write.ts';
import { isFloat } from '../expression/types.ts';
import { defineOperation } from './define.ts';
import { fromNumbers, suffix } from './numberColumns.ts';
import { columnsOf } from './params.ts';
import { rowwise } from './rowwise.ts';
import { binarizeExamples } from './examples/binarize.ts';

const int8: ColumnType = { kind: 'int8' };

const params = z.strictObject({
  columns: columnsOf(numberGroups),
  threshold: z
    .number()
    .meta({ suggest: 'middle', about: 'The number that values are compared with.' }),
  above: z
    .enum(['greater', 'at-least'])
    .default('greater')
    .meta({
      title: 'True for values',
      about: 'Whether a value at the threshold is true.',
      labels: { greater: 'Greater than the threshold', 'at-least': 'At least the threshold' },
    }),
  result: z
    .enum(['integer', 'boolean'])
    .default('integer')
    .meta({
      labels: { integer: '1 and 0', boolean: 'true and false' },
      about: 'What stands for the two sides of the threshold.',
    }),
  suffix: suffix(),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'binarize',
  version: 1,
  title: 'Binarize',
  category: 'numbers',
  summary:
    'Turns numbers into 1 above a threshold and 0 elsewhere (int8), or into true and false. Null and NaN, which lie on neither side, give null.',
  synonyms: ['threshold', 'dichotomize', 'binary', 'flag', 'cutoff', 'boolean', 'indicator'],
  params,
  ...rowwise((context) => {
    const { threshold, above, result } = context.params;
    return fromNumbers(context, ({ name, type }) => {
      const value = exColumn(name);
      const limit = exLit(threshold);
      const no = above === 'greater' ? ex`${value} <= ${limit}` : ex`${value} < ${limit}`;
      // All other values are on the other side but NaN, which is greater than infinity.
      const yes = isFloat(type) ? ex`${value} <= ${exLit(Infinity)}` : ex`${value} is not null`;
      const [one, zero] =
        result === 'boolean' ? [ex`true`, ex`false`] : [exValue(1, int8), exValue(0, int8)];
      return ex`case when ${no} then ${zero} when ${yes} then ${one} end`;
    });
  }),
  examples: binarizeExamples,
});
