import { describe, expect, it } from 'vitest';
import { buildPlan } from '../../../src/core/codegen/job.ts';
import type { Plan } from '../../../src/core/codegen/plan.ts';
import { validateRecipe } from '../../../src/core/recipe/validate.ts';
import type { Output, Recipe } from '../../../src/shared/recipe.ts';

const schema = [
  { name: 'id', type: 'int64' },
  { name: 'amount', type: 'float64' },
];
const split = {
  ...{ id: 'split', op: 'split-dataset', version: 1, enabled: true, note: '' },
  params: { parts: { train: 0.5, test: 0.5 }, key: ['id'], seed: 1, as: 'part' },
};
const check = { column: 'id', rule: 'not-null', severity: 'error' } as const;
const parquet: Output = { name: 'all', format: 'parquet', uri: 'out/', options: {} };
const csv: Output = { ...parquet, format: 'csv' };

function planOf(rest: Partial<Recipe>): Plan {
  const recipe: Recipe = {
    ...{ sluice: 1, name: 'test', parameters: [], fitted: {} },
    sources: { main: { uri: 'a.parquet', format: 'parquet', options: {}, schema } },
    ...{ steps: [], checks: [], outputs: [] },
    ...rest,
  };
  return buildPlan(validateRecipe(recipe).flow, {
    ...{ name: 'test-1', recipeSha256: '0'.repeat(64), parameters: {} },
    versions: { sluice: '0.1.0', duckdb: '1.5.6' },
    sources: {
      main: {
        ...{ uri: 'a.parquet', format: 'parquet', options: {}, snapshot: 'sha256:a' },
        ...{ files: [{ path: 'a.parquet', size: 1 }], hiveKeys: [] },
      },
    },
  });
}

const isDirect = (rest: Partial<Recipe>): boolean => {
  const plan = planOf(rest);
  const table = plan.statements.some((text) => text.startsWith('CREATE TEMP TABLE'));
  const direct = plan.outputs.some((output) => output.direct === true);
  expect(table, 'a table is made unless the output is direct').toBe(!direct);
  return direct;
};

describe('a plan writes its output directly', () => {
  it.each<[string, Partial<Recipe>]>([
    ['without outputs of its own', {}],
    ['with one output', { outputs: [csv] }],
    ['with one output of all columns and checks', { outputs: [parquet], checks: [check] }],
    ['with one part and no checks', { steps: [split], outputs: [{ ...parquet, part: 'train' }] }],
  ])('%s', (_name, rest) => {
    expect(isDirect(rest)).toBe(true);
  });

  it.each<[string, Partial<Recipe>]>([
    ['of two', { outputs: [parquet, { ...csv, name: 'text' }] }],
    ['as CSV with checks, which would lose types', { outputs: [csv], checks: [check] }],
    ['that leaves out the part that checks may name', splitWhole()],
    [
      'of one part with checks of all',
      { ...splitWhole(), outputs: [{ ...parquet, part: 'test' }] },
    ],
    ['that may refuse rows', { outputs: [{ ...csv, options: { label: 'amount' } }] }],
  ])('but not one %s', (_name, rest) => {
    expect(isDirect(rest)).toBe(false);
  });
});

function splitWhole(): Partial<Recipe> {
  return { steps: [split], outputs: [parquet], checks: [check] };
}
