import { z } from 'zod';
import { ageUnits } from '../../shared/checkWords.ts';
import type { AgeUnit } from '../../shared/recipe.ts';
import { requireColumn, requireType } from '../operations/columns.ts';
import { column } from '../operations/params.ts';
import { polarsColumn, sparkColumn } from '../operations/pythonColumn.ts';
import { py, pyLit, trustedPy } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { ident, lit, sql } from '../sql/sql.ts';
import { defineCheck } from './define.ts';
import type { CheckLines, CheckPythonContext } from './define.ts';

const temporal = ['date', 'timestamp', 'timestamptz'] as const;

const microseconds: Readonly<Record<AgeUnit, bigint>> = {
  minutes: 60_000_000n,
  hours: 3_600_000_000n,
  days: 86_400_000_000n,
  weeks: 604_800_000_000n,
};

export default defineCheck<'freshness'>({
  id: 'freshness',
  title: 'Fresh',
  summary:
    'The newest value of the column is no older than this when the run asks, by the clock of the machine that it runs on. Timestamps without zone are UTC, a day is its midnight; what lies in the future is fresh. Without any value the check does not hold.',
  params: {
    column: column().meta({ ui: 'column', types: ['date', 'timestamp'] }),
    within: z
      .strictObject({
        n: z.number().positive().meta({ title: 'Number' }),
        unit: z.enum(ageUnits).meta({ title: 'Unit' }),
      })
      .meta({ title: 'No older than' }),
  },
  words: ({ column: name, within: { n, unit } }) =>
    `the newest ${name} is no older than ${String(n)} ${n === 1 ? unit.slice(0, -1) : unit}`,
  columns: ({ column: name }) => [{ name, path: ['column'] }],
  validate: ({ check, schema }) => {
    const found = requireColumn(schema, check.column, ['column']);
    const fits: readonly string[] = temporal;
    requireType(found, (type) => fits.includes(type.kind), 'a date or timestamp', ['column']);
  },
  emit: {
    duckdb: ({ check: { column: name, within }, from }) => {
      const unit = microseconds[within.unit];
      const limit = BigInt(Math.round(within.n * Number(unit)));
      return {
        mayLack: true,
        counts: sql`SELECT age IS NULL OR age > ${lit(limit)} AS failed, age // ${lit(unit)} AS found, NULL AS judged FROM (SELECT epoch_us(now()) - epoch_us(max(${ident(name)})) AS age FROM ${from})`,
      };
    },
    pandas: aged((name, need) => {
      need('import pyarrow.compute as pc');
      return py`pc.max(table[${pyLit(name)}].cast(pa.timestamp("us"))).as_py()`;
    }),
    polars: aged((name, _need, isZoned) => {
      const instant = isZoned
        ? py`${polarsColumn(name)}.dt.replace_time_zone(None)`
        : py`${polarsColumn(name)}.cast(pl.Datetime("us"))`;
      return py`table.select(${instant}.max()).item()`;
    }),
    pyspark: aged(
      (name) => py`table.agg(F.max(${sparkColumn(name)}.cast("timestamp_ntz"))).first()[0]`,
    ),
  },
  examples: [
    {
      name: 'what lies in the future is fresh',
      input: {
        columns: [['loaded_at', 'timestamp']],
        rows: [['2001-01-01 00:00:00'], ['9000-01-01 00:00:00'], [null]],
      },
      check: { column: 'loaded_at', within: { n: 2, unit: 'hours' } },
      ...{ failed: false, found: 'any', of: null },
    },
    {
      name: 'without a value',
      input: { columns: [['on', 'date']], rows: [[null]] },
      check: { column: 'on', within: { n: 1, unit: 'days' } },
      ...{ failed: true, found: null, of: null },
    },
    {
      name: 'a thousand years are no week',
      input: { columns: [['at', 'timestamptz']], rows: [['1026-01-01 00:00:00+00']] },
      check: { column: 'at', within: { n: 1, unit: 'weeks' } },
      ...{ failed: true, found: 'any', of: null },
    },
  ],
});

function aged(newest: (name: string, need: (line: string) => void, isZoned: boolean) => Py) {
  return (context: CheckPythonContext<'freshness'>): CheckLines => {
    const { check, schema } = context;
    context.import('import datetime');
    const isZoned = schema.some(
      ({ name, type }) => name === check.column && type.kind === 'timestamptz',
    );
    const unit = trustedPy(check.within.unit);
    return {
      lines: [
        py`now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)`,
        py`newest = ${newest(check.column, context.import, isZoned)}`,
        py`age = None if newest is None else now - newest`,
        py`found = "no value" if age is None else age // datetime.timedelta(${unit}=1)`,
      ],
      broken: py`age is None or age > datetime.timedelta(${unit}=${pyLit(check.within.n)})`,
    };
  };
}
