import { z } from 'zod';
import { asofDirections, asofPlan } from './asofPlan.ts';
import type { AsofParams } from './asofPlan.ts';
import { asofDuckdb } from './asofDuckdb.ts';
import { asofPandas } from './asofPandas.ts';
import { asofPolars } from './asofPolars.ts';
import { asofPyspark } from './asofPyspark.ts';
import { defineOperation } from './define.ts';
import { joinAsofExamples } from './examples/joinAsof.ts';
import { column, otherSource, sourceColumn } from './params.ts';
import { timeUnitNames } from './timeUnits.ts';

const params = z.strictObject({
  with: otherSource().meta({
    ui: 'source',
    title: 'Join with',
    about: 'The source whose columns come in.',
  }),
  key: z.tuple([column(), sourceColumn()]).meta({
    title: 'Keys to compare',
    description: 'A column here and one there: whole numbers, floats, dates or times.',
  }),
  by: z
    .array(z.tuple([column(), column()]))
    .default([])
    .meta({
      ui: 'column-pairs',
      title: 'Only where these are equal',
      about: 'Pairs of a column here and one there whose values must be equal, too.',
    }),
  direction: z
    .enum(asofDirections)
    .default('backward')
    .meta({
      title: 'Take the row',
      about: 'Which row is taken: the last before, the first after, or the nearest.',
      labels: {
        backward: 'Last at or before',
        forward: 'First at or after',
        nearest: 'Nearest, of two as near the earlier',
      },
    }),
  tolerance: z
    .number()
    .min(0)
    .optional()
    .meta({ title: 'At most so far away', description: 'Left out: however far away.' }),
  unit: z.enum(timeUnitNames).optional().meta({
    title: 'Unit of that, for dates and times',
    about: 'The unit of the distance; for dates and times only.',
  }),
  suffix: z.string().min(1).default('_right').meta({
    title: 'Suffix for columns of the same name',
    about: 'What follows a name from there that a column here has already.',
  }),
});

export default defineOperation<AsofParams>({
  id: 'join-asof',
  version: 1,
  title: 'Join the nearest before or after',
  category: 'tables',
  summary:
    'Brings into each row the columns of that row of another source whose key is the last at or before its own, the first at or after it, or the nearest, if it lies no farther away than told. Other columns may have to be equal. A null matches nothing, nor does a NaN. Every row stays, in its place; without a match the new columns are null. Of rows with the same keys there, the first by their other columns in turn counts. Columns that must be equal stand once; the others follow, with the suffix where the name is taken.',
  synonyms: [
    ...['asof join', 'as-of join', 'merge_asof', 'join_asof', 'point in time', 'nearest join'],
    ...['rolling join', 'last known value', 'time join', 'fuzzy time match', 'feature lookup'],
  ],
  params,
  rows: 'same',
  order: 'keeps',
  identity: 'keeps',
  sources: (params) => [params.with.source],
  outputSchema: (context) => asofPlan(context).output,
  emit: { duckdb: asofDuckdb, pandas: asofPandas, polars: asofPolars, pyspark: asofPyspark },
  examples: joinAsofExamples,
});
