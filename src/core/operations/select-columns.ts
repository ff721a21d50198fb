import { z } from 'zod';
import { ident, joinSql, sql } from '../sql/sql.ts';
import { py, pyLit } from '../python/py.ts';
import { requireColumns } from './columns.ts';
import { defineOperation } from './define.ts';
import { columns } from './params.ts';
import { sparkName, polarsName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';

const params = z.strictObject({ columns: columns() });

export default defineOperation({
  id: 'select-columns',
  version: 1,
  title: 'Select columns',
  category: 'columns',
  summary: 'Keeps the named columns, in the order named; all others are left out.',
  synonyms: ['drop', 'keep', 'remove', 'project', 'reorder'],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: ({ params, input }) => requireColumns(input, params.columns, ['columns']),
  emit: {
    duckdb: ({ params, from, hidden }) =>
      sql`SELECT ${joinSql([...params.columns, ...hidden].map(ident))} FROM ${from}`,
    pandas: ({ params, frame, hidden }) =>
      pythonLines(
        py`${frame} = ${frame}[[`,
        [...params.columns, ...hidden].map(pyLit),
        py`]].copy()`,
      ),
    polars: ({ params, frame, hidden }) =>
      pythonLines(
        py`${frame} = ${frame}.select(`,
        [...params.columns, ...hidden].map(polarsName),
        py`)`,
      ),
    pyspark: ({ params, frame, hidden }) =>
      pythonLines(
        py`${frame} = ${frame}.select(`,
        [...params.columns, ...hidden].map(sparkName),
        py`)`,
      ),
  },
  examples: [
    {
      name: 'two of three columns, turned round',
      input: {
        columns: [
          ['id', 'int64'],
          ['city', 'text'],
          ['note', 'text'],
        ],
        rows: [
          [1, 'Köln', null],
          [2, '', 'x'],
          [null, null, '🚀'],
        ],
      },
      params: { columns: ['city', 'id'] },
      output: {
        columns: [
          ['city', 'text'],
          ['id', 'int64'],
        ],
        rows: [
          ['Köln', 1],
          ['', 2],
          [null, null],
        ],
      },
    },
    {
      name: 'every type passes unchanged',
      input: {
        columns: [
          ['a', 'boolean'],
          ['b', 'int8'],
          ['c', 'int16'],
          ['d', 'int32'],
          ['e', 'int64'],
          ['f', 'float32'],
          ['g', 'float64'],
          ['h', 'decimal(38,2)'],
          ['i', 'date'],
          ['j', 'timestamp'],
          ['k', 'timestamptz'],
          ['l', 'list<int64>'],
          ['m', 'text'],
          ['n', 'binary'],
        ],
        rows: [
          [
            true,
            -128,
            32767,
            -2147483648,
            '9223372036854775807',
            0.5,
            'nan',
            '999999999999999999999999999999999999.99',
            '0001-01-01',
            '2026-01-31 12:34:56.000001',
            '2026-01-31 12:34:56+00',
            [1, null],
            'a\u0000b',
            'ff00',
          ],
          [null, null, null, null, null, null, null, null, null, null, null, null, null, null],
          [
            false,
            127,
            -32768,
            2147483647,
            '-9223372036854775808',
            'inf',
            '-inf',
            '-0.01',
            '9999-12-31',
            '1900-01-01 00:00:00',
            '1900-01-01 00:00:00+00',
            [],
            '',
            '',
          ],
        ],
      },
      params: { columns: ['n', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm'] },
      output: {
        columns: [
          ['n', 'binary'],
          ['a', 'boolean'],
          ['b', 'int8'],
          ['c', 'int16'],
          ['d', 'int32'],
          ['e', 'int64'],
          ['f', 'float32'],
          ['g', 'float64'],
          ['h', 'decimal(38,2)'],
          ['i', 'date'],
          ['j', 'timestamp'],
          ['k', 'timestamptz'],
          ['l', 'list<int64>'],
          ['m', 'text'],
        ],
        rows: [
          [
            'ff00',
            true,
            -128,
            32767,
            -2147483648,
            '9223372036854775807',
            0.5,
            'nan',
            '999999999999999999999999999999999999.99',
            '0001-01-01',
            '2026-01-31 12:34:56.000001',
            '2026-01-31 12:34:56+00',
            [1, null],
            'a\u0000b',
          ],
          [null, null, null, null, null, null, null, null, null, null, null, null, null, null],
          [
            '',
            false,
            127,
            -32768,
            2147483647,
            '-9223372036854775808',
            'inf',
            '-inf',
            '-0.01',
            '9999-12-31',
            '1900-01-01 00:00:00',
            '1900-01-01 00:00:00+00',
            [],
            '',
          ],
        ],
      },
    },
    {
      name: 'an empty table',
      input: {
        columns: [
          ['id', 'int64'],
          ['city', 'text'],
        ],
        rows: [],
      },
      params: { columns: ['city'] },
      output: { columns: [['city', 'text']], rows: [] },
    },
  ],
});
