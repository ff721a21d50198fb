import { z } from 'zod';
import { ex } from '../expression/write.ts';
import { defineOperation, StepError } from './define.ts';
import { lookedAt, missingExpression, missingParams } from './missingCells.ts';
import { rowwise } from './rowwise.ts';
import { missingIndicatorExamples } from './examples/missingIndicator.ts';

const params = z.strictObject({
  ...missingParams,
  suffix: z.string().default('_missing').meta({ description: 'Follows the column’s name.' }),
  as: z
    .enum(['boolean', 'number'])
    .default('number')
    .meta({
      labels: { boolean: 'true / false', number: '1 / 0' },
      description: 'What the new columns hold where a cell is missing and where it is not.',
    }),
});

export default defineOperation<z.infer<typeof params>>({
  id: 'missing-indicator',
  version: 1,
  title: 'Missing indicator',
  category: 'missing',
  summary:
    'Adds for each column named (none: all) one that says whether its cell is missing, as int8 of 1 and 0 or as boolean. Missing is null; on demand also NaN, and text that is empty or spaces only. The columns themselves stay.',
  synonyms: [
    ...['flag missing', 'is missing', 'isna', 'isnull', 'is_null', 'missingindicator'],
    ...['null flag', 'was missing', 'flag column from null', 'add_indicator'],
  ],
  params,
  ...rowwise((context) => {
    const { params } = context;
    if (params.suffix === '') {
      throw new StepError(['suffix'], 'The suffix is empty.', 'Write one such as “_missing”.');
    }
    return lookedAt(context).map((column) => {
      const missing = missingExpression(column, params);
      return {
        name: `${column.name}${params.suffix}`,
        value: params.as === 'boolean' ? missing : ex`cast((${missing}) as int8)`,
        path: ['columns'],
        namePath: ['suffix'],
      };
    });
  }),
  examples: missingIndicatorExamples,
});
