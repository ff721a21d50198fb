import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { exportScript } from '../../src/core/codegen/exportScript.ts';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import { validateRecipe } from '../../src/core/recipe/validate.ts';

/**
 * Whole scripts as a reader sees them. `UPDATE_GOLDEN=1` writes them anew; the difference is then
 * read like code.
 */
const folder = fileURLToPath(new URL('.', import.meta.url));
const ruff = fileURLToPath(new URL('../../.venv/bin/ruff', import.meta.url));
const update = process.env['UPDATE_GOLDEN'] === '1';
const names = readdirSync(folder).flatMap((file) =>
  file.endsWith('.recipe.json') ? [file.slice(0, -'.recipe.json'.length)] : [],
);
const targets = [
  ['duckdb', '.sql'],
  ['pandas', '.pandas.py'],
  ['polars', '.polars.py'],
  ['pyspark', '.pyspark.py'],
] as const;

describe.each(names)('%s', (name) => {
  it.each(targets)('as a %s script', (target, ending) => {
    const recipe = requireRecipe(readFileSync(join(folder, `${name}.recipe.json`), 'utf8'));
    const { flow, problems } = validateRecipe(recipe);
    expect(problems).toEqual([]);
    const script = exportScript(flow, target, { recipeFolder: '/recipes' });
    const file = join(folder, name + ending);
    if (update) writeFileSync(file, script);
    expect(script).toBe(readFileSync(file, 'utf8'));
  });
});

describe('the Python scripts', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.py'));
  const run = (...args: readonly string[]): string =>
    spawnSync(ruff, [...args, '--isolated', '--no-cache', ...files], {
      cwd: folder,
      encoding: 'utf8',
    }).stdout;

  it('are as ruff formats them, in lines of 100', () => {
    expect(files.length).toBe(names.length * 3);
    expect(run('format', '--diff', '--line-length', '100')).toBe('');
  });

  it('have nothing that ruff finds fault with', () => {
    expect(run('check', '--line-length', '100', '--select', 'E4,E7,E9,F,I,W')).toContain('All checks passed!');
  });
});
