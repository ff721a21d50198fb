import { z } from 'zod';
import { ex, exCast, exColumn } from '../expression/write.ts';
import { defineOperation } from './define.ts';
import { fromNumbers, suffix } from './numberColumns.ts';
import { columns } from './params.ts';
import { rowwise } from './rowwise.ts';

const params = z.strictObject({ columns: columns(), suffix: suffix() });

export default defineOperation<z.infer<typeof params>>({
  id: 'absolute-value',
  version: 1,
  title: 'Absolute value',
  category: 'numbers',
  summary:
    'Takes the sign away from numbers. Types stay; the least value of a whole number type has no absolute value in it and becomes null, counted. Null and NaN stay.',
  synonyms: ['abs', 'absolute', 'magnitude', 'positive', 'modulus'],
  params,
  ...rowwise((context) =>
    fromNumbers(context, ({ name, type }) => exCast(ex`abs(${exColumn(name)})`, type)),
  ),
  examples: [
    {
      name: 'every kind of number',
      input: {
        columns: [
          ['n', 'int8'],
          ['i', 'int64'],
          ['f', 'float64'],
          ['s', 'float32'],
          ['d', 'decimal(5,2)'],
        ],
        rows: [
          [-128, '-9223372036854775808', '-inf', -0.5, '-999.99'],
          [-127, '-9223372036854775807', 'nan', 'nan', '0.00'],
          [5, 5, -0.0, 2, '1.50'],
          [null, null, null, null, null],
        ],
      },
      params: { columns: ['n', 'i', 'f', 's', 'd'] },
      output: {
        columns: [
          ['n', 'int8'],
          ['i', 'int64'],
          ['f', 'float64'],
          ['s', 'float32'],
          ['d', 'decimal(5,2)'],
        ],
        rows: [
          [null, null, 'inf', 0.5, '999.99'],
          [127, '9223372036854775807', 'nan', 'nan', '0.00'],
          [5, 5, 0, 2, '1.50'],
          [null, null, null, null, null],
        ],
      },
    },
    {
      name: 'in a new column',
      input: { columns: [['change', 'int32']], rows: [[-3], [0], [7]] },
      params: { columns: ['change'], suffix: '_abs' },
      output: {
        columns: [
          ['change', 'int32'],
          ['change_abs', 'int32'],
        ],
        rows: [
          [-3, 3],
          [0, 0],
          [7, 7],
        ],
      },
    },
    {
      name: 'no rows',
      input: { columns: [['f', 'float64']], rows: [] },
      params: { columns: ['f'] },
      output: { columns: [['f', 'float64']], rows: [] },
    },
  ],
});
