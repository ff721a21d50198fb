import type { OperationHelp } from '../../../src/shared/operationHelp.ts';

/** The help page of an operation that does not exist. */
export function fakeHelp(op: string): OperationHelp {
  const columns = [
    { name: 'town', type: 'text' },
    { name: 'delay', type: 'int32' },
  ];
  return {
    id: op,
    title: op,
    summary: 'Puts a value where there is none.',
    options: [
      {
        path: 'with',
        holds: 'one of: constant, mean',
        required: true,
        fallback: undefined,
        description: 'What stands in the place of what is missing.',
      },
    ],
    examples: [
      {
        name: 'nulls become the mean, empty texts stay',
        params: { columns: ['delay'], with: 'mean' },
        input: {
          columns,
          rows: [
            ['Zürich', '1'],
            ['', null],
            [null, '3'],
          ],
        },
        sources: [],
        output: {
          columns,
          rows: [
            ['Zürich', '1'],
            ['', '2'],
            [null, '3'],
          ],
        },
      },
      {
        name: 'an empty table stays empty',
        params: { columns: ['delay'], with: 'mean' },
        input: { columns, rows: [] },
        sources: [],
        output: { columns, rows: [] },
      },
    ],
    code: [
      {
        target: 'polars',
        code: 'df = df.with_columns(pl.col("delay").fill_null(pl.lit(2, dtype=pl.Int32)))',
        unsupported: undefined,
      },
      { target: 'pyspark', code: undefined, unsupported: 'Spark knows no such thing.' },
    ],
  };
}
