import { z } from 'zod';
import { arranged } from './arrangedColumns.ts';
import { chosenColumns, columnChoice } from './chosenColumns.ts';
import type { ColumnChoice } from './chosenColumns.ts';
import { defineOperation, StepError } from './define.ts';

export default defineOperation<ColumnChoice>({
  id: 'select-columns',
  version: 1,
  title: 'Select columns',
  category: 'columns',
  summary:
    'Keeps the named columns, in the order named, behind them those of the chosen types and those whose names match the pattern, in the table’s order; all others are left out.',
  synonyms: ['keep', 'project', 'subset', 'reorder', 'select_dtypes', 'filter columns', 'choose'],
  params: z.strictObject(columnChoice),
  ...arranged(({ params, input }) => {
    const chosen = chosenColumns(input, params);
    if (chosen.length > 0) return chosen;
    throw new StepError(
      [params.pattern === undefined ? 'types' : 'pattern'],
      'No column is chosen, so nothing would be left.',
      'Choose other types, or another pattern.',
    );
  }),
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
      name: 'by name, then by type and pattern',
      input: {
        columns: [
          ['id', 'int32'],
          ['dep_delay', 'float64'],
          ['carrier', 'text'],
          ['arr_delay', 'int64'],
          ['at', 'timestamp'],
        ],
        rows: [[1, 2.5, 'UA', 3, '2026-01-31 12:00:00']],
      },
      params: { columns: ['at'], types: ['text'], pattern: '*_delay' },
      output: {
        columns: [
          ['at', 'timestamp'],
          ['dep_delay', 'float64'],
          ['carrier', 'text'],
          ['arr_delay', 'int64'],
        ],
        rows: [['2026-01-31 12:00:00', 2.5, 'UA', 3]],
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
