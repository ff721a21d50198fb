import { z } from 'zod';

const value = z.union([z.number(), z.string(), z.boolean()]);
const number = z.union([z.number(), z.enum(['Infinity', '-Infinity'])]);
const count = z.int().min(0);
const basis = z.enum(['exact', 'estimate', 'sketch ±3%']);
const sha256 = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const insights = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z-]+:/),
    severity: z.enum(['high', 'medium', 'low']),
    message: z.string().regex(/[.?]$/),
  }),
);

const quantiles = z.strictObject(
  Object.fromEntries(
    ['p1', 'p5', 'p25', 'p50', 'p75', 'p95', 'p99'].map((name) => [name, number.optional()]),
  ),
);

const column = z.strictObject({
  name: z.string(),
  type: z.string(),
  nulls: count,
  distinct: count,
  nans: count.optional(),
  infinities: count.optional(),
  min: value.optional(),
  max: value.optional(),
  mean: number.optional(),
  std: number.optional(),
  quantiles: quantiles.optional(),
  top: z.array(z.strictObject({ value, count })).max(10).optional(),
  histogram: z
    .array(z.strictObject({ from: z.number(), to: z.number(), count }))
    .max(20)
    .optional(),
  basis: z.record(z.string(), basis),
  insights,
});

/** `profile --json`, to the letter: a key more or less is refused. */
export const profileDocument = z.strictObject({
  uri: z.string(),
  snapshot: sha256,
  rows: count,
  columns: z.array(column),
  insights,
});

export type ProfileDocument = z.infer<typeof profileDocument>;
