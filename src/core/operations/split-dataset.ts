import { z } from 'zod';
import { ident, joinSql, lit, sql, trusted } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { requireNewName } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import { column, newColumn } from './params.ts';
import { pythonLines } from './pythonLines.ts';
import { checkKey, duckdbKey, noIdentity, pandasKey, polarsKey, sparkKey } from './seededKey.ts';
import { splitDatasetExamples } from './examples/splitDataset.ts';

const params = z.strictObject({
  parts: z.record(z.string().min(1), z.number().positive().max(1)).meta({
    ui: 'parts',
    about: 'The parts by name, and the share of each; the shares come to 1.',
  }),
  key: z.array(column()).default([]).meta({
    ui: 'columns',
    description: 'Rows with equal values here land in one part; none: each row by itself.',
  }),
  seed: z
    .int()
    .default(0)
    .meta({ description: 'The same seed deals the rows alike, on every engine.' }),
  as: newColumn()
    .default('part')
    .meta({ about: 'Name of the column that says in which part a row is.' }),
});
type Params = z.infer<typeof params>;

export default defineOperation({
  id: 'split-dataset',
  version: 1,
  title: 'Split dataset',
  category: 'split',
  summary:
    'Deals the rows out to parts by a seeded hash of the key columns, so that rows with equal keys land in one part and every engine deals alike. Without a key each row of the source is dealt by itself. The part’s name stands in a text column.',
  synonyms: ['train', 'test', 'validation', 'partition'],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  needsIdentity: (params) => params.key.length === 0,
  hashesIdentity: true,
  splits: (params) => ({ as: params.as, parts: Object.keys(params.parts) }),
  outputSchema: ({ params, input }) => {
    checkParts(params.parts);
    checkKey({ params, input });
    requireNewName(input, params.as, ['as']);
    return [...input, { name: params.as, type: { kind: 'text' } }];
  },
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const key = duckdbKey(context);
      if (key === undefined) return noIdentity;
      const u = sql`('0x' || md5(${lit(`${String(params.seed)}|`)} || ${key})[1:8])::UBIGINT / 4294967296`;
      const branches = limits(params.parts).map(
        ({ part, below }) => sql`WHEN "__sluice_u" < ${decimal(below)} THEN ${lit(part)}`,
      );
      const last = lit(lastPart(params.parts));
      const chosen =
        branches.length === 0 ? last : sql`CASE ${joinSql(branches, ' ')} ELSE ${last} END`;
      return sql`SELECT * EXCLUDE ("__sluice_u"), ${chosen} AS ${ident(params.as)} FROM (SELECT *, ${u} AS "__sluice_u" FROM ${from})`;
    },
    pandas: (context) => {
      const { params, frame } = context;
      const key = pandasKey(context);
      if (key === undefined) return noIdentity;
      context.import('import hashlib');
      context.import('import pandas as pd');
      context.import('import pyarrow as pa');
      context.helper('part_of', partOf);
      return [
        py`key = ${key}`,
        py`${frame}[${pyLit(params.as)}] = pd.array([${chosen(params)} for k in key], dtype=pd.ArrowDtype(pa.string()))`,
      ];
    },
    polars: (context) => {
      const { params, frame } = context;
      const key = polarsKey(context);
      if (key === undefined) return noIdentity;
      context.import('import hashlib');
      context.import('import polars as pl');
      context.helper('part_of', partOf);
      return [
        py`key = ${key}`,
        ...pythonLines(
          py`${frame} = ${frame}.with_columns(`,
          [
            py`key.map_elements(lambda k: ${chosen(params)}, return_dtype=pl.String).alias(${pyLit(params.as)})`,
          ],
          py`)`,
        ),
      ];
    },
    pyspark: (context) => {
      const { params, frame } = context;
      const key = sparkKey(context);
      if (key === undefined) return noIdentity;
      context.import('from pyspark.sql import functions as F');
      const seed = py`F.lit(${pyLit(`${String(params.seed)}|`)})`;
      const branches = limits(params.parts).map(
        ({ part, below }, index) =>
          py`${index === 0 ? py`F` : py``}.when(u < ${pyLit(below)}, ${pyLit(part)})`,
      );
      const last = pyLit(lastPart(params.parts));
      const chosen =
        branches.length === 0 ? py`F.lit(${last})` : py`${joinPy(branches, '')}.otherwise(${last})`;
      return [
        py`u = F.conv(F.md5(F.concat(${seed}, ${key})).substr(1, 8), 16, 10).cast("long") / 2**32`,
        py`${frame} = ${frame}.withColumn(${pyLit(params.as)}, ${chosen})`,
      ];
    },
  },
  examples: splitDatasetExamples,
});

function checkParts(parts: Params['parts']): void {
  const names = Object.keys(parts);
  if (names.length === 0) {
    throw new StepError(
      ['parts'],
      'The split has no parts.',
      'Name them, e.g. train and validation.',
    );
  }
  // JavaScript objects list such keys first, whatever their order in the document.
  const digits = names.find((name) => /^\d+$/.test(name));
  if (digits !== undefined) {
    throw new StepError(
      ['parts', digits],
      `“${digits}” cannot be a part's name.`,
      'Start it with a letter.',
    );
  }
  const sum = Object.values(parts).reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-9) {
    throw new StepError(
      ['parts'],
      `The shares of the parts come to ${String(Number(sum.toFixed(9)))}, not to 1.`,
      'Change the shares, e.g. 0.8 and 0.2.',
    );
  }
}

/** The upper bound of `u` for every part but the last, to 12 digits so that 0.7 + 0.2 is 0.9. */
function limits(parts: Params['parts']): readonly { part: string; below: number }[] {
  let sum = 0;
  return Object.entries(parts)
    .slice(0, -1)
    .map(([part, share]) => {
      sum += share;
      return { part, below: Number(sum.toFixed(12)) };
    });
}

function lastPart(parts: Params['parts']): string {
  return Object.keys(parts).at(-1) ?? '';
}

/** A double with a point: at most 12 digits, so DuckDB's decimal of it is the same double. */
function decimal(share: number): Sql {
  return trusted(`${share.toFixed(12).replace(/0+$/, '').replace(/\.$/, '.0')}::DOUBLE`);
}

/** The call that picks the part of a key `k`. */
function chosen(params: Params): Py {
  const parts = [...limits(params.parts), { part: lastPart(params.parts), below: 1 }];
  const pairs = parts.map(({ part, below }) => py`(${pyLit(part)}, ${pyLit(below)})`);
  return py`part_of(k, ${pyLit(params.seed)}, [${joinPy(pairs)}])`;
}

const partOf = `def part_of(key, seed, parts):
    """The part of a row, decided by a seeded hash of its key: (name, upper bound) pairs."""
    u = int(hashlib.md5(f"{seed}|{key}".encode()).hexdigest()[:8], 16) / 2**32
    return next(part for part, below in parts if u < below)
`;
