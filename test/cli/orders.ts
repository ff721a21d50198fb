import { z } from 'zod';
import { query, quoted } from './query.ts';
import type { Workspace } from './sluice.ts';

const orders = `id,customer,amount,placed,paid
1,10,5.50,2026-01-01,yes
2,11,,2026-01-02,no
3,12,7.25,2026-01-03,yes
4,10,1.00,2026-01-04,no
5,99,3.00,2026-02-01,yes
6,11,100.00,2025-12-31,no
`;

/** A recipe as a person may have written it: its layout must survive every command. */
export const ordersRecipe = `{
  "sluice": 1,
  "name": "orders",
  "parameters": [{ "name": "since", "type": "date", "default": "2026-01-01" }],
  "sources": {
    "main": { "uri": "orders.csv", "format": "csv", "options": { "header": true },
      "schema": [
        { "name": "id", "type": "int64" }, { "name": "customer", "type": "int64" },
        { "name": "amount", "type": "float64" }, { "name": "placed", "type": "date" },
        { "name": "paid", "type": "text" } ] },
    "customers": { "uri": "customers.parquet", "format": "parquet", "schema": [
      { "name": "id", "type": "int64" }, { "name": "name", "type": "text" }, { "name": "city", "type": "text" } ] }
  },
  "steps": [
    { "id": "recent", "op": "filter-rows", "version": 1, "params": { "where": { "column": "placed", "is": "on-or-after", "value": { "param": "since" } } }, "note": "  spaces   stay " },
    { "id": "fill",   "op": "fill-missing", "version": 1, "params": { "columns": ["amount"], "with": "median" } },
    { "id": "flag", "op": "change-type", "version": 1, "params": { "columns": ["paid"], "to": "boolean", "onError": "null" } },
    { "id": "twice", "op": "formula", "version": 1, "params": { "column": "twice", "expression": "amount * 2" } },
    { "id": "who", "op": "join", "version": 1, "params": { "with": { "source": "customers" }, "how": "left", "on": [["customer", "id"]] } },
    { "id": "pick", "op": "select-columns", "version": 1, "params": { "columns": ["id", "name", "city", "amount", "paid", "twice"] } },
    { "id": "order", "op": "sort-rows", "version": 1, "params": { "by": [{ "column": "amount", "descending": true }] } }
  ],
  "fitted": {},
  "checks": [
    { "rule": "unique", "columns": ["id"], "severity": "error" },
    { "rule": "not-null", "column": "city", "severity": "warn" }
  ],
  "outputs": [
    { "name": "all", "format": "parquet", "uri": "s3://lake/orders/all/" },
    { "name": "plain", "format": "csv", "uri": "s3://lake/orders/plain/" }
  ]
}
`;

/** What the recipe gives, by hand: the median of 5.5, 7.25, 1 and 3 is 4.25. */
export const ordersTable = [
  ['3', 'Cy', 'Oslo', 7.25, true, 14.5],
  ['1', 'Ann', 'Rome', 5.5, true, 11],
  ['2', 'Béa', null, 4.25, false, 8.5],
  ['5', null, null, 3, true, 6],
  ['4', 'Ann', 'Rome', 1, false, 2],
];

/** The same as CSV. */
export const ordersCsv = `id,name,city,amount,paid,twice
3,Cy,Oslo,7.25,true,14.5
1,Ann,Rome,5.5,true,11.0
2,Béa,,4.25,false,8.5
5,,,3.0,true,6.0
4,Ann,Rome,1.0,false,2.0
`;

/** Writes the recipe and its data into a workspace. */
export async function seedOrders(work: Workspace): Promise<void> {
  work.write('orders.csv', orders);
  await query(
    `COPY (SELECT * FROM (VALUES (10::BIGINT, 'Ann', 'Rome'), (11, 'Béa', NULL), (12, 'Cy', 'Oslo')) t(id, name, city))
     TO ${quoted(work.path('customers.parquet'))} (FORMAT parquet)`,
  );
  work.write('orders.sluice.json', ordersRecipe);
}

const check = z.strictObject({
  rule: z.string(),
  title: z.string(),
  severity: z.enum(['error', 'warn']),
  failed: z.boolean(),
  found: z.number().nullable(),
  of: z.number().nullable(),
  sample: z
    .strictObject({
      columns: z.array(z.string()),
      rows: z.array(z.array(z.string().nullable())),
    })
    .optional(),
});

/** `run --json`, to the letter. */
export const runAnswer = z.strictObject({
  state: z.enum(['submitting', 'running', 'completed', 'failed', 'stopped']),
  // Null where a run failed before they were counted.
  rows: z.strictObject({ in: z.int().nullable(), out: z.int().nullable() }),
  outputs: z.array(z.strictObject({ name: z.string(), uri: z.string(), rows: z.int() })),
  checks: z.array(check),
  seconds: z.number(),
  run: z.string(),
});

/** `jobs --json`, to the letter. */
export const jobsAnswer = z.strictObject({
  runs: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['run', 'train']),
      target: z.enum(['local', 'sagemaker']),
      state: z.enum(['submitting', 'running', 'completed', 'failed', 'stopped']),
      started: z.iso.datetime(),
      seconds: z.number().optional(),
      metric: z.strictObject({ name: z.string(), value: z.number() }).optional(),
    }),
  ),
});
