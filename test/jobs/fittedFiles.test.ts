import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import { loadFitted, storeFitted } from '../../src/jobs/fittedFiles.ts';
import type { Fitted, Recipe } from '../../src/shared/recipe.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-fitted-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const rest = { on: 'train', snapshot: 'sha256:1', prefix: 'sha256:2' } as const;
const large = { city: Array.from({ length: 9000 }, (_, i) => `Zürich ${String(i)}`) };

function recipe(fitted: Fitted): Recipe {
  const sources = { main: { uri: 'a', format: 'csv' } };
  return requireRecipe(JSON.stringify({ sluice: 1, name: 'x', sources, fitted: { one: fitted } }));
}

it('keeps small values in the document', async () => {
  const fitted = { values: { age: 41 }, ...rest };
  expect(await storeFitted(fitted, folder)).toBe(fitted);
  expect(await readdir(folder)).toEqual([]);
});

it('puts values over 64 KB into a file named by their hash, and reads them back', async () => {
  const stored = await storeFitted({ values: large, ...rest }, folder);
  expect(stored.file).toMatch(/^[0-9a-f]{64}\.fitted\.json$/);
  expect(stored).toEqual({ file: stored.file, ...rest });
  expect(await readdir(folder)).toEqual([stored.file]);
  const loaded = await loadFitted(recipe(stored), folder, 'refuse');
  expect(loaded.fitted['one']?.values).toEqual(large);
});

it.each<[string, (file: string) => Promise<void>]>([
  ['is gone', (file) => rm(file)],
  ['was changed', async (file) => writeFile(file, `${await readFile(file, 'utf8')} `)],
])('refuses a file that %s, unless its values are learned anew', async (_what, spoil) => {
  const stored = await storeFitted({ values: large, ...rest }, folder);
  await spoil(join(folder, stored.file ?? ''));
  await expect(loadFitted(recipe(stored), folder, 'refuse')).rejects.toMatchObject({
    code: 'bad-data',
    message: `The learned values of step one are not in ${stored.file ?? ''}.`,
  });
  const anew = await loadFitted(recipe(stored), folder, 'ignore');
  expect(anew.fitted['one']?.values).toBeUndefined();
});

it('reads nothing outside the folder of the recipe', async () => {
  const fitted = { file: '../../etc/passwd', ...rest };
  await expect(loadFitted(recipe(fitted), folder, 'refuse')).rejects.toMatchObject({
    code: 'bad-data',
  });
});
