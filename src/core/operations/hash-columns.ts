import { z } from 'zod';
import { ex, exLit, joinEx } from '../expression/write.ts';
import { isFloat } from '../expression/types.ts';
import { requireColumns, requireNewName, requireType } from './columns.ts';
import { defineOperation } from './define.ts';
import { columns, newColumn } from './params.ts';
import { rowwise } from './rowwise.ts';
import { hasText, textOf } from './textOf.ts';

const params = z.strictObject({
  columns: columns().meta({
    about: 'The columns that are hashed together; another order gives other keys.',
  }),
  as: newColumn(),
  algorithm: z
    .enum(['sha256', 'md5'])
    .default('sha256')
    .meta({ description: 'sha256 gives keys of 64 digits, md5 of 32.' }),
  keep: z
    .boolean()
    .default(true)
    .meta({ title: 'Keep the columns', about: 'Whether the columns stay beside the key.' }),
});

/** As in the keys of split-dataset (ARCHITECTURE: Seeded choices). */
const separator = '\u001f';
const nullText = '\\N';

export default defineOperation<z.infer<typeof params>>({
  id: 'hash-columns',
  version: 1,
  title: 'Hash columns',
  category: 'columns',
  summary:
    'Adds one key for several columns: the SHA-256 or MD5 digest, in small hexadecimal digits, of their canonical texts joined by U+001F, null being \\N. Rows with equal values have equal keys on every engine. Floats are refused, as their texts differ between engines. A digest does not hide values that can be guessed.',
  synonyms: ['fingerprint', 'surrogate key', 'md5', 'sha256', 'checksum', 'digest', 'hash key'],
  params,
  ...rowwise(
    ({ params, input }) => {
      const found = requireColumns(input, params.columns, ['columns']);
      found.forEach((one, index) => {
        const wanted = 'text, whole numbers, decimals, booleans, dates or timestamps';
        requireType(one, (type) => hasText(type) && !isFloat(type), wanted, ['columns', index]);
      });
      requireNewName(
        input.filter((other) => params.keep || !found.includes(other)),
        params.as,
        ['as'],
      );
      const texts = found.map((one) => ex`coalesce(${textOf(one)}, ${exLit(nullText)})`);
      const key = joinEx(texts, ` || ${exLit(separator)} || `);
      const value = params.algorithm === 'md5' ? ex`md5(${key})` : ex`sha256(${key})`;
      return [{ name: params.as, value, path: ['columns'], namePath: ['as'] }];
    },
    ({ params }) => (params.keep ? [] : params.columns),
  ),
  examples: [
    {
      name: 'a key of a number and a text',
      input: {
        columns: [
          ['n', 'int64'],
          ['t', 'text'],
        ],
        rows: [
          [1, 'Ä🚀'],
          [-5, ''],
          [2, null],
          [null, null],
        ],
      },
      params: { columns: ['n', 't'], as: 'key', algorithm: 'sha256', keep: true },
      output: {
        columns: [
          ['n', 'int64'],
          ['t', 'text'],
          ['key', 'text'],
        ],
        rows: [
          [1, 'Ä🚀', '383b848a407e1dcadc5264624409b62489b297a100f914925e322293ea15127d'],
          [-5, '', 'c04ec56ec2bb93ea545759111425353db721c2c2d10e4fc195daddef7af7590e'],
          [2, null, '0ed6ce0a698d5a491b8f127550e498656ecaa3f64e50a4e2a3f57b291b91255f'],
          [null, null, '7f2e8f299281f9645a80c6f778f3dc6b0175495050c566d9d498f03d45b9a601'],
        ],
      },
    },
    {
      name: 'by MD5, in other order, without the columns',
      input: {
        columns: [
          ['n', 'decimal(4,2)'],
          ['b', 'boolean'],
          ['d', 'date'],
        ],
        rows: [
          ['-0.50', true, '0001-01-01'],
          [null, false, null],
        ],
      },
      params: { columns: ['d', 'b', 'n'], as: 'key', algorithm: 'md5', keep: false },
      output: {
        columns: [['key', 'text']],
        rows: [['25f661b2bcbe3a99d54ea78e20a064f1'], ['d90f9c65eb24624e12031376eded1b38']],
      },
    },
    {
      name: 'an empty table',
      input: { columns: [['at', 'timestamp']], rows: [] },
      params: { columns: ['at'], as: 'at', algorithm: 'sha256', keep: false },
      output: { columns: [['at', 'text']], rows: [] },
    },
  ],
});
