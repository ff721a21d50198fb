import { z } from 'zod';
import { isStrict } from '../expression/strict.ts';
import { emitDuckdb } from '../expression/emitDuckdb.ts';
import { emitPandasColumn } from '../expression/emitPandas.ts';
import { emitPolars } from '../expression/emitPolars.ts';
import { emitPyspark } from '../expression/emitPyspark.ts';
import { nulledCount } from '../expression/nulled.ts';
import { orUnsupported } from '../expression/unsupportedError.ts';
import { ident, joinSql, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { retypedColumns } from './retypedColumns.ts';
import type { ChangeTypeParams } from './retypedColumns.ts';
import { defineOperation } from './define.ts';
import { columns } from './params.ts';
import { polarsColumn, sparkColumn } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { changeTypeExamples } from './examples/changeType.ts';

const params = z.strictObject({
  columns: columns(),
  to: z.string().min(1).meta({ ui: 'type', about: 'The type that the columns get.' }),
  format: z
    .string()
    .min(1)
    .optional()
    .meta({
      ui: 'date-format',
      title: 'Date format',
      description:
        'How texts write dates, such as %d.%m.%Y; without one they are read as ISO dates.',
      suggest: 'date-format',
      when: { to: ['date', 'timestamp'] },
    }),
  onError: z.enum(['null', 'error', 'drop-row']).default('null').meta({
    description:
      'A value that does not fit becomes null and is counted, stops the run, or takes its row away.',
  }),
});

/** Holds the values before the cast while failed rows are sought. */
const before = '__sluice_before_';

export default defineOperation<ChangeTypeParams>({
  id: 'change-type',
  version: 1,
  title: 'Change type',
  category: 'columns',
  summary:
    'Brings columns to another type. A value that does not fit becomes null (and is counted), stops the run, or takes its row away, as asked. Dates and times are read as ISO text unless a format such as %d.%m.%Y is given.',
  synonyms: ['cast', 'convert', 'dtype', 'parse', 'astype'],
  params,
  rows: 'fewer',
  keepsRows: (params) => params.onError !== 'drop-row',
  order: 'keeps',
  identity: 'keeps',
  outputSchema: (context) => {
    const retyped = retypedColumns(context);
    return context.input.map(
      (column) => retyped.find((found) => found.column.name === column.name)?.output ?? column,
    );
  },
  nulled: (context) => {
    if (context.params.onError !== 'null') return undefined;
    const counts = retypedColumns(context).flatMap(({ cast }) => {
      const count = nulledCount(cast, context);
      return count ? [count] : [];
    });
    return counts.length === 0 ? undefined : joinSql(counts, ' + ');
  },
  emit: {
    duckdb: (context) => {
      const { from, params } = context;
      const retyped = retypedColumns(context).map(({ column, cast }) => ({
        name: ident(column.name),
        value: emitDuckdb(cast, context),
        fails: nulledCount(cast, context) !== undefined || isStrict(cast),
      }));
      const casts = joinSql(retyped.map(({ name, value }) => sql`${value} AS ${name}`));
      const select = sql`SELECT * REPLACE (${casts}) FROM ${from}`;
      if (params.onError !== 'drop-row') return select;
      const fits = retyped
        .filter(({ fails }) => fails)
        .map(({ name, value }): Sql => sql`(${name} IS NULL OR ${value} IS NOT NULL)`);
      return fits.length === 0 ? select : sql`${select} WHERE ${joinSql(fits, ' AND ')}`;
    },
    pandas: (context) =>
      orUnsupported(() => {
        const { frame, params } = context;
        const retyped = retypedColumns(context);
        const drops = params.onError === 'drop-row';
        const lines = retyped.flatMap(({ column, cast }) => {
          const place = py`${frame}[${pyLit(column.name)}]`;
          const value = emitPandasColumn(cast, context);
          if (!drops) return [py`${place} = ${value}`];
          return [
            py`was_null = ${place}.isna()`,
            py`${place} = ${value}`,
            py`${frame} = ${frame}[was_null | ${place}.notna()].reset_index(drop=True)`,
          ];
        });
        return lines;
      }),
    polars: (context) =>
      orUnsupported(() => {
        context.import('import polars as pl');
        const { frame, params } = context;
        const retyped = retypedColumns(context);
        const names = retyped.map(({ column }) => column.name);
        const casts = retyped.map(
          ({ column, cast }) => py`(${emitPolars(cast, context)}).alias(${pyLit(column.name)})`,
        );
        const cast = (more: readonly Py[]): readonly Py[] =>
          pythonLines(py`${frame} = ${frame}.with_columns(`, [...casts, ...more], py`)`);
        if (params.onError !== 'drop-row') return cast([]);
        return [
          ...cast(names.map((name) => py`${polarsColumn(name)}.alias(${pyLit(before + name)})`)),
          ...pythonLines(
            py`${frame} = ${frame}.filter(`,
            names.map(
              (name) =>
                py`${polarsColumn(before + name)}.is_null() | ${polarsColumn(name)}.is_not_null()`,
            ),
            py`)`,
          ),
          py`${frame} = ${frame}.drop(${joinPy(names.map((name) => pyLit(before + name)))})`,
        ];
      }),
    pyspark: (context) =>
      orUnsupported(() => {
        context.import('from pyspark.sql import functions as F');
        const { frame, params } = context;
        const retyped = retypedColumns(context);
        const names = retyped.map(({ column }) => column.name);
        const casts = retyped.map(
          ({ column, cast }) => py`${pyLit(column.name)}: ${emitPyspark(cast, context)}`,
        );
        const cast = (more: readonly Py[]): readonly Py[] =>
          pythonLines(py`${frame} = ${frame}.withColumns({`, [...casts, ...more], py`})`);
        if (params.onError !== 'drop-row') return cast([]);
        const fits = names.map(
          (name) => py`(${sparkColumn(before + name)}.isNull() | ${sparkColumn(name)}.isNotNull())`,
        );
        return [
          ...cast(names.map((name) => py`${pyLit(before + name)}: ${sparkColumn(name)}`)),
          py`${frame} = ${frame}.filter(${joinPy(fits, ' & ')})`,
          py`${frame} = ${frame}.drop(${joinPy(names.map((name) => pyLit(before + name)))})`,
        ];
      }),
  },
  examples: changeTypeExamples,
});
