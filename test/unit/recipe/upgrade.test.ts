import { expect, it } from 'vitest';
import { requireRecipe } from '../../../src/core/recipe/document.ts';
import { upgradeRecipe } from '../../../src/core/recipe/upgrade.ts';
import type { Json } from '../../../src/core/operations/define.ts';

const steps = [
  { id: 'old', op: 'grow', version: 1, params: { by: 2 } },
  { id: 'new', op: 'grow', version: 3, params: { factor: 2, unit: 'm' } },
  { id: 'future', op: 'grow', version: 4, params: { vector: [2] } },
  { id: 'unknown', op: 'shrink', version: 1, params: { by: 2 } },
];
const recipe = requireRecipe(
  JSON.stringify({ sluice: 1, name: 'x', sources: { main: { uri: 'a', format: 'csv' } }, steps }),
);

it('lifts a step version by version, and leaves what it does not know', () => {
  const grow = {
    version: 3,
    upgrade: {
      1: (params: Json): Json => ({ factor: isBy(params) ? params.by : null }),
      2: (params: Json): Json => Object.assign({ unit: 'm' }, params),
    },
  };
  const lifted = upgradeRecipe(recipe, (id) => (id === 'grow' ? grow : undefined));
  expect(lifted.steps.map(({ id, version, params }) => [id, version, params])).toEqual([
    ['old', 3, { factor: 2, unit: 'm' }],
    ['new', 3, { factor: 2, unit: 'm' }],
    ['future', 4, { vector: [2] }],
    ['unknown', 1, { by: 2 }],
  ]);
});

it('leaves a step as it is when no way leads to the newest version', () => {
  const lifted = upgradeRecipe(recipe, () => ({ version: 3, upgrade: { 1: (params) => params } }));
  expect(lifted.steps[0]).toMatchObject({ version: 1, params: { by: 2 } });
});

function isBy(params: Json): params is { readonly by: number } {
  return typeof params === 'object' && params !== null && 'by' in params;
}
