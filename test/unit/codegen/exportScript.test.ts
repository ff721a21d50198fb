import { describe, expect, it } from 'vitest';
import { exportScript } from '../../../src/core/codegen/exportScript.ts';
import type { ScriptOptions } from '../../../src/core/codegen/scriptOptions.ts';
import type { Json, Target } from '../../../src/core/operations/define.ts';
import { requireRecipe } from '../../../src/core/recipe/document.ts';
import { columnFlow } from '../../../src/core/recipe/flow.ts';
import type { Flow } from '../../../src/core/recipe/flow.ts';
import { parseType } from '../../../src/core/sql/types.ts';
import { AppError } from '../../../src/shared/errors.ts';

interface Source {
  readonly uri: string;
  readonly format: string;
  readonly options?: Json;
}

function flow(
  columns: Readonly<Record<string, string>>,
  steps: readonly Json[] = [],
  rest: { source?: Source; outputs?: Json } = {},
): Flow {
  const source = rest.source ?? { uri: 'data/', format: 'parquet' };
  const recipe = requireRecipe(
    JSON.stringify({
      sluice: 1,
      name: 'a',
      sources: { main: source },
      steps,
      outputs: rest.outputs ?? [],
    }),
  );
  const schema = Object.entries(columns).map(([name, type]) => ({ name, type: parseType(type) }));
  return columnFlow(recipe, { main: schema });
}

function refusal(given: Flow, target: Target, options?: ScriptOptions): unknown {
  try {
    exportScript(given, target, options);
  } catch (error) {
    return error instanceof AppError ? [error.code, error.message] : error;
  }
  return undefined;
}

const split = {
  id: 'half',
  op: 'split-dataset',
  params: { parts: { train: 0.5, test: 0.5 }, seed: 1 },
};

describe('exportScript', () => {
  it('refuses what the target cannot read, naming source, column and type', () => {
    expect(refusal(flow({ at: 'time' }), 'pandas')).toEqual([
      'unsupported',
      'Source main cannot be read by pandas: column “at” is time.',
    ]);
    expect(refusal(flow({ at: 'timestamp_ns' }), 'pyspark')?.toString()).toContain('timestamp_ns');
    expect(refusal(flow({ at: 'time' }), 'duckdb')).toBeUndefined();
  });

  it('knows a row’s place in a CSV', () => {
    const csv = { source: { uri: 'a.csv', format: 'csv' } };
    for (const target of ['duckdb', 'pandas', 'polars', 'pyspark'] as const) {
      expect(refusal(flow({ a: 'text' }, [split], csv), target)).toBeUndefined();
    }
  });

  it('refuses lists in a CSV output, except for DuckDB', () => {
    const outputs = [{ name: 'all', format: 'csv', uri: 'x/' }];
    const given = flow({ tags: 'list<text>' }, [], { outputs });
    for (const target of ['pandas', 'polars', 'pyspark'] as const) {
      expect(refusal(given, target)).toEqual([
        'unsupported',
        `Output all cannot be written as CSV by ${target}: column “tags” is list<text>.`,
      ]);
    }
    expect(refusal(given, 'duckdb')).toBeUndefined();
  });

  it('refuses values that were never learned, and a recipe with problems', () => {
    const fill = { id: 'gaps', op: 'fill-missing', params: { columns: ['a'], with: 'mean' } };
    expect(refusal(flow({ a: 'float64' }, [fill]), 'polars')).toEqual([
      'stale',
      'Step gaps (fill-missing) has not learned its values yet.',
    ]);
    const gone = { id: 'x', op: 'rename-column', params: { from: 'no', to: 'b' } };
    expect(refusal(flow({ a: 'text' }, [gone]), 'duckdb')).toEqual([
      'bad-recipe',
      'There is no column “no” here.',
    ]);
  });

  it('puts relative paths below the recipe’s folder, and takes given ones as they are', () => {
    const given = flow({ a: 'text' });
    expect(exportScript(given, 'polars', { recipeFolder: '/r/' })).toContain('"main": "/r/data/"');
    expect(exportScript(given, 'polars', { paths: { main: 's3://b/k/' } })).toContain(
      '"main": "s3://b/k/"',
    );
    expect(exportScript(given, 'duckdb')).toContain("SET VARIABLE main = 'data/';");
  });

  it('reads Hive keys by their declared types where they are known', () => {
    const given = flow({ a: 'text', day: 'date' });
    expect(exportScript(given, 'duckdb', { hive: { main: ['day'] } })).toContain(
      "hive_types = {'day': DATE}",
    );
  });

  it('keeps a note and a name from becoming code', () => {
    const note = 'one\r\nimport os\u2028os.remove("x")';
    const step = { id: 'n\n1', op: 'rename-column', params: { from: 'a', to: 'b' }, note };
    for (const target of ['duckdb', 'pandas', 'polars', 'pyspark'] as const) {
      const mark = target === 'duckdb' ? '--' : '#';
      const line = exportScript(flow({ a: 'text' }, [step]), target)
        .split('\n')
        .filter((text) => text.includes('os.remove'));
      expect(line).toHaveLength(1);
      expect(line[0]?.trim().startsWith(`${mark} n 1 · `)).toBe(true);
    }
  });
});
