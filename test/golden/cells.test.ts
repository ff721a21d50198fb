import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportScript } from '../../src/core/codegen/exportScript.ts';
import { requireRecipe } from '../../src/core/recipe/document.ts';
import { validateRecipe } from '../../src/core/recipe/validate.ts';

/** Cells of a notebook, run as a kernel would: in a namespace that has, or has not, the frame. */
const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-cell-'));
  writeFileSync(join(folder, 'trips.csv'), 'id,km\n9007199254740993,1.5\n2,\n3,40\n');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const recipe = JSON.stringify({
  sluice: 1,
  name: 'long trips',
  parameters: [{ name: 'least', type: 'float64', default: 1 }],
  sources: {
    main: {
      uri: 'trips.csv',
      format: 'csv',
      options: { header: true, delimiter: ',', quote: '"', escape: '"' },
      schema: [
        { name: 'id', type: 'int64' },
        { name: 'km', type: 'float64' },
      ],
    },
  },
  steps: [
    {
      id: 'a1',
      op: 'filter-rows',
      version: 1,
      params: { where: { column: 'km', is: 'at-least', value: { param: 'least' } } },
    },
    {
      id: 'b2',
      op: 'formula',
      version: 1,
      params: { column: 'metres', expression: 'km * 1000' },
    },
  ],
});

function cell(target: 'pandas' | 'polars', frames: Record<string, string>): string {
  const { flow, problems } = validateRecipe(requireRecipe(recipe));
  expect(problems).toEqual([]);
  return exportScript(flow, target, { form: 'cell', recipeFolder: folder, frames });
}

function run(code: string): string {
  const { stdout, stderr } = spawnSync(python, ['-c', code], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

const shown = {
  pandas: 'print(df.to_csv(index=False), end="")',
  polars: 'print(df.write_csv(), end="")',
};
const frames = {
  pandas:
    'import pandas as pd\ntrips = pd.DataFrame({"id": [9007199254740993, 2, 3], "km": [1.5, None, 40.0]})\n',
  polars:
    'import polars as pl\ntrips = pl.DataFrame({"id": [9007199254740993, 2, 3], "km": [1.5, None, 40.0]})\n',
};

describe.each(['pandas', 'polars'] as const)('a cell for %s', (target) => {
  it('reads the source where there is no frame', () => {
    expect(run(`${cell(target, {})}\n${shown[target]}`)).toBe(
      'id,km,metres\n9007199254740993,1.5,1500.0\n3,40.0,40000.0\n',
    );
  });

  it('goes on from a frame that the notebook has', () => {
    const code = cell(target, { main: 'trips' });
    expect(code).not.toContain('trips.csv');
    expect(run(`${frames[target]}${code}\n${shown[target]}`)).toBe(
      'id,km,metres\n9007199254740993,1.5,1500.0\n3,40.0,40000.0\n',
    );
  });

  it('has no command line, and ends with the frame', () => {
    const code = cell(target, { main: 'trips' });
    expect(code).not.toContain('argparse');
    expect(code.trimEnd().split('\n').at(-1)).toBe('df');
  });

  it('takes nothing but a name for a frame', () => {
    expect(() => cell(target, { main: 'trips; import os' })).toThrow('is no name of a variable');
  });
});
