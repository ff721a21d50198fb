import { z } from 'zod';
import type { Schema } from '../../shared/columnType.ts';
import { sql } from '../sql/sql.ts';
import { requireColumn, requireNewName } from './columns.ts';
import { defineOperation } from './define.ts';
import type { FlowContext, PythonContext, Target, Unsupported } from './define.ts';
import { column, newColumn } from './params.ts';
import { learnedValues, pivoting } from './pivoted.ts';
import type { PivotParams } from './pivoted.ts';
import { unpivoting } from './unpivoted.ts';
import type { UnpivotParams } from './unpivoted.ts';
import { transposeExamples } from './examples/transpose.ts';
import type { Py } from '../python/py.ts';

const params = z.strictObject({
  header: column().meta({
    ui: 'column',
    title: 'Values that become the column names',
    about: 'The column whose values become the column names.',
  }),
  columns: z.array(column()).default([]).meta({
    ui: 'columns',
    title: 'Columns that become rows',
    description: 'None: all but the header column.',
  }),
  names: newColumn().default('column').meta({
    ui: 'new-column',
    title: 'Column for their names',
    about: 'Name of the column that holds the names of the columns.',
  }),
  prefix: z.string().min(1).optional().meta({
    title: 'What the new names begin with',
    about: 'Put before each value, it makes the name of its column.',
  }),
  maxRows: z.int().min(1).max(10_000).default(100).meta({
    description:
      'With more values in the header column, each of which would be a column, the step fails.',
  }),
});

/** Params of the operation `transpose`. */
export type TransposeParams = z.infer<typeof params>;

export default defineOperation<TransposeParams>({
  id: 'transpose',
  version: 1,
  title: 'Transpose',
  category: 'tables',
  summary:
    'Turns rows into columns and columns into rows, for small tables: one row for each column, one column for each value of the header column, which are learned once, in their order, and kept in the recipe. The cells are brought to one type (as in Unpivot). Where several rows have one header the smallest cell is taken; rows without a header are left out.',
  synonyms: ['swap rows and columns', 'flip', 'rotate', 't', 'turn'],
  params,
  rows: 'other',
  order: 'loses',
  identity: 'loses',
  outputSchema: (context) => {
    const { middle, wide } = turned(context);
    return pivoting.outputSchema({ ...context, input: middle, params: wide });
  },
  learnsColumns: ({ prefix = '' }) => [prefix],
  fit: ({ params, from }) => learnedValues(params.header, from, params.maxRows, 'maxRows'),
  knows: (context) =>
    pivoting.knows?.({ ...context, params: pivotParams(context.params, '') }) ?? [],
  emit: {
    duckdb: (context) => {
      const { long, middle, wide } = turned(context);
      const rows = unpivoting.emit.duckdb({ ...context, params: long, output: middle });
      if (typeof rows !== 'string') return rows;
      return pivoting.emit.duckdb({
        ...context,
        input: middle,
        params: wide,
        from: sql`(${rows})`,
      });
    },
    pandas: (context) => lines(context, 'pandas'),
    polars: (context) => lines(context, 'polars'),
    pyspark: (context) => lines(context, 'pyspark'),
  },
  examples: transposeExamples,
});

function lines(
  context: PythonContext<TransposeParams>,
  target: Exclude<Target, 'duckdb'>,
): readonly Py[] | Unsupported {
  const { long, middle, wide } = turned(context);
  const first = unpivoting.emit[target]({ ...context, params: long, output: middle });
  if ('unsupported' in first) return first;
  const second = pivoting.emit[target]({ ...context, input: middle, params: wide });
  return 'unsupported' in second ? second : [...first, ...second];
}

interface Plan {
  readonly long: UnpivotParams;
  /** The table between the two halves. */
  readonly middle: Schema;
  readonly wide: PivotParams;
}

/** A table is transposed by being made long and then wide again the other way. */
function turned(context: FlowContext<TransposeParams>): Plan {
  const { params, input } = context;
  const header = requireColumn(input, params.header, ['header']);
  const others = input.filter((one) => one !== header).map(({ name }) => name);
  // The header keeps its name while it goes through, so the names' column may not have it.
  requireNewName([header], params.names, ['names']);
  const taken = [params.header, params.names].map((name) => name.toLowerCase());
  const values = ['value', 'value_', 'value__'].find((name) => !taken.includes(name)) ?? '';
  const long: UnpivotParams = {
    columns: params.columns.length > 0 ? params.columns : others,
    keep: [header.name],
    names: params.names,
    values,
    dropMissing: false,
  };
  const middle = unpivoting.outputSchema({ ...context, params: long });
  return { long, middle, wide: pivotParams(params, values) };
}

function pivotParams(params: TransposeParams, values: string): PivotParams {
  return {
    by: [params.names],
    column: params.header,
    cells: values,
    function: 'min',
    prefix: params.prefix,
    nulls: 'drop',
    maxColumns: params.maxRows,
  };
}
