import { z } from 'zod';
import { lit, sql } from '../sql/sql.ts';
import { joinPy, py, pyLit } from '../python/py.ts';
import type { Py } from '../python/py.ts';
import { isOrdered, requireColumns, requireType } from './columns.ts';
import { defineOperation, StepError } from './define.ts';
import type { FlowContext } from './define.ts';
import { pandasGroups, pandasPlaces } from './pandasGroups.ts';
import { column } from './params.ts';
import { polarsColumn, sparkName } from './pythonColumn.ts';
import { pythonLines } from './pythonLines.ts';
import { duckdbOrderWindow, sparkKept, sparkWindow } from './rankedRows.ts';
import { checkKey, noIdentity } from './seededKey.ts';
import { duckdbHash, hashColumn, pandasHash, polarsHash, sparkHash } from './seededHash.ts';
import { ascending, decidedKeys, duckdbOrder, polarsSort, sparkOrder } from './sortKeys.ts';
import { pandasSort } from './sortPandas.ts';
import type { SortKey } from './sortKeys.ts';
import { sampleRowsExamples } from './examples/sampleRows.ts';

const params = z.strictObject({
  take: z.enum(['count', 'share']).default('count').meta({
    description:
      'count: exactly so many rows. share: a part, which without groups is met only roughly.',
  }),
  rows: z
    .int()
    .min(0)
    .optional()
    .meta({
      description: 'How many rows are taken; in groups: of each group.',
      when: { take: ['count'] },
    }),
  share: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .meta({ when: { take: ['share'] }, about: 'Which part of the rows is taken, from 0 to 1.' }),
  groups: z
    .array(column())
    .default([])
    .meta({ ui: 'columns', title: 'In groups of', description: 'A sample of each group.' }),
  seed: z
    .int()
    .default(0)
    .meta({ description: 'The same seed draws the same rows, on every engine.' }),
  key: z.array(column()).default([]).meta({
    ui: 'columns',
    description: 'Columns that tell rows apart; none: the place in the source.',
  }),
});
type Params = z.infer<typeof params>;

export default defineOperation<Params>({
  id: 'sample-rows',
  version: 1,
  title: 'Sample rows',
  category: 'rows',
  summary:
    'Keeps rows by chance, the same ones for the same seed on every engine: exactly so many, or a share. Within groups (null is one) it takes so many of each, or the share of each rounded half up. A share without groups is decided row by row, so it comes to about that share, and rows that are added change nothing for the others. The order of a sort above is lost.',
  synonyms: [
    ...['random sample', 'sample', 'sample_n', 'sample_frac', 'slice_sample', 'tablesample'],
    ...[
      'stratified sample',
      'subsample',
      'downsample',
      'train_test_split',
      'fraction',
      'random rows',
    ],
  ],
  params,
  rows: 'fewer',
  order: 'loses',
  identity: 'keeps',
  needsIdentity: (params) => params.key.length === 0,
  hashesIdentity: true,
  outputSchema: (context) => {
    const { params, input } = context;
    amountOf(params);
    requireColumns(input, params.groups, ['groups']).forEach((found, index) => {
      requireType(found, isOrdered, 'a type that can be grouped', ['groups', index]);
    });
    checkKey(context);
    return input;
  },
  emit: {
    duckdb: (context) => {
      const { params, from } = context;
      const hash = duckdbHash(context);
      if (hash === undefined) return noIdentity;
      const amount = amountOf(params);
      if (params.groups.length === 0 && amount.kind === 'share') {
        return sql`SELECT * FROM ${from} WHERE ${hash} < ${lit(boundOf(amount.value))}`;
      }
      const ties = decidedKeys([], context, params.groups);
      const order = ties.length === 0 ? hash : sql`${hash}, ${duckdbOrder(ties)}`;
      if (params.groups.length === 0) {
        return sql`SELECT * FROM ${from} ORDER BY ${order} LIMIT ${lit(amount.value)}`;
      }
      const place = sql`row_number() ${duckdbOrderWindow(params.groups, order)}`;
      const most =
        amount.kind === 'count'
          ? lit(amount.value)
          : sql`floor(${lit(amount.value)} * count(*) ${duckdbOrderWindow(params.groups)} + 0.5)`;
      return sql`SELECT * FROM ${from} QUALIFY ${place} <= ${most}`;
    },
    pandas: (context) => {
      const { params, frame } = context;
      const hashed = pandasHash(context);
      if (!hashed) return noIdentity;
      const amount = amountOf(params);
      const drop = py`.drop(columns=${pyLit(hashColumn)}).reset_index(drop=True)`;
      const hash = py`${frame}[${pyLit(hashColumn)}]`;
      const kept = (test: Py): Py => py`${frame} = ${frame}[${test}]${drop}`;
      if (params.groups.length === 0 && amount.kind === 'share') {
        return [...hashed, kept(py`${hash} < ${pyLit(boundOf(amount.value))}`)];
      }
      const sorted = [...hashed, ...pandasSort(keysOf(context), context)];
      if (params.groups.length === 0) {
        return [...sorted, py`${frame} = ${frame}.head(${pyLit(amount.value)})${drop}`];
      }
      if (amount.kind === 'count') {
        return [
          ...sorted,
          kept(py`${pandasPlaces(params.groups, context)} < ${pyLit(amount.value)}`),
        ];
      }
      return [
        ...sorted,
        py`groups = ${pandasGroups(params.groups, context)}`,
        py`most = groups[${pyLit(hashColumn)}].transform("size") * ${pyLit(amount.value)} + 0.5`,
        kept(py`groups.cumcount() < most // 1`),
      ];
    },
    polars: (context) => {
      const { params, frame } = context;
      const hashed = polarsHash(context);
      if (!hashed) return noIdentity;
      const amount = amountOf(params);
      const drop = py`${frame} = ${frame}.drop(${pyLit(hashColumn)})`;
      const kept = (test: Py): readonly Py[] =>
        pythonLines(py`${frame} = ${frame}.filter(`, [test], py`)`);
      if (params.groups.length === 0 && amount.kind === 'share') {
        const test = py`pl.col(${pyLit(hashColumn)}) < ${pyLit(boundOf(amount.value))}`;
        return [...hashed, ...kept(test), drop];
      }
      const sorted = [...hashed, ...polarsSort(keysOf(context), frame)];
      if (params.groups.length === 0) {
        return [...sorted, py`${frame} = ${frame}.head(${pyLit(amount.value)})`, drop];
      }
      const over = py`.over(${joinPy(params.groups.map(polarsColumn))})`;
      const most =
        amount.kind === 'count'
          ? pyLit(amount.value)
          : py`(pl.len()${over} * ${pyLit(amount.value)} + 0.5).floor()`;
      return [...sorted, ...kept(py`pl.int_range(pl.len())${over} < ${most}`), drop];
    },
    pyspark: (context) => {
      const { params, frame } = context;
      const hashed = sparkHash(context);
      if (!hashed) return noIdentity;
      const amount = amountOf(params);
      const drop = py`${frame} = ${frame}.drop(${pyLit(hashColumn)})`;
      if (params.groups.length === 0 && amount.kind === 'share') {
        const test = py`F.col(${pyLit(hashColumn)}) < ${pyLit(boundOf(amount.value))}`;
        return [...hashed, py`${frame} = ${frame}.filter(${test})`, drop];
      }
      const keys = keysOf(context);
      if (params.groups.length === 0) {
        return [
          ...hashed,
          ...pythonLines(py`${frame} = ${frame}.orderBy(`, sparkOrder(keys), py`)`),
          py`${frame} = ${frame}.limit(${pyLit(amount.value)})`,
          drop,
        ];
      }
      const window = sparkWindow(params.groups, keys, context);
      if (amount.kind === 'count') {
        const test = (place: Py): Py => py`${place} <= ${pyLit(amount.value)}`;
        return [...hashed, ...window, ...sparkKept(frame, py`F.row_number()`, test), drop];
      }
      const size = py`F.count(F.lit(1)).over(Window.partitionBy(${joinPy(params.groups.map(sparkName))}))`;
      return [
        ...hashed,
        py`most = F.floor(${size} * ${pyLit(amount.value)} + 0.5)`,
        py`${frame} = ${frame}.withColumn("__sluice_most", most)`,
        ...window,
        ...sparkKept(frame, py`F.row_number()`, (place) => py`${place} <= F.col("__sluice_most")`),
        py`${frame} = ${frame}.drop(${pyLit(hashColumn)}, "__sluice_most")`,
      ];
    },
  },
  examples: sampleRowsExamples,
});

/** The order in which rows are taken. */
function keysOf(
  context: FlowContext<Params> & { readonly hidden: readonly string[] },
): readonly SortKey[] {
  return decidedKeys([ascending(hashColumn)], context, context.params.groups);
}

/** How much is taken: a number of rows, or a share from 0 to 1. */
interface Amount {
  readonly kind: 'count' | 'share';
  readonly value: number;
}

function amountOf({ take, rows, share }: Params): Amount {
  const other = take === 'count' ? 'share' : 'rows';
  if ((take === 'count' ? share : rows) !== undefined) {
    throw new StepError([other], `The sample is taken by ${take}.`, 'Leave this out.');
  }
  if (take === 'count') {
    if (rows !== undefined) return { kind: 'count', value: rows };
    throw new StepError(['rows'], 'There is no number of rows.', 'Say how many rows are taken.');
  }
  if (share !== undefined) return { kind: 'share', value: share };
  throw new StepError(['share'], 'There is no share of rows.', 'Give one such as 0.1.');
}

/** A hash is below this text where its `u` is below the share. */
function boundOf(share: number): string {
  const bound = Math.ceil(share * 2 ** 32);
  // “g” comes after every hexadecimal digit.
  return bound === 2 ** 32 ? 'g' : bound.toString(16).padStart(8, '0');
}
