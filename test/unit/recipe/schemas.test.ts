import { readFile, readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { publishedSchemas } from '../../../scripts/publishedSchemas.ts';
import { operations } from '../../../src/core/operations/registry.ts';

it('keeps the published JSON Schemas as the code has them (npm run schemas)', async () => {
  const schemas = await publishedSchemas();
  expect(await readdir('media/schemas')).toEqual(Object.keys(schemas).sort());
  for (const [name, text] of Object.entries(schemas)) {
    expect(await readFile(`media/schemas/${name}`, 'utf8'), name).toBe(text);
  }
});

it('completes the params of every operation', async () => {
  const recipe = (await publishedSchemas())['recipe.schema.json'] ?? '';
  for (const { id } of operations) expect(recipe).toContain(`"const": "${id}"`);
  expect(recipe).toContain('"maxCategories"');
});
