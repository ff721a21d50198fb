import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatPython } from '../../../src/core/codegen/formatPython.ts';
import type { Example, Operation, PythonContext } from '../../../src/core/operations/define.ts';
import { operations } from '../../../src/core/operations/registry.ts';
import { trustedPy } from '../../../src/core/python/py.ts';
import { parseType } from '../../../src/core/sql/types.ts';
import type { Schema } from '../../../src/shared/columnType.ts';

const ruff = fileURLToPath(new URL('../../../.venv/bin/ruff', import.meta.url));

/** What ruff itself makes of the code. */
function byRuff(code: string): string {
  const flags = ['format', '--isolated', '--no-cache', '--line-length', '100', '-'];
  const { stdout, stderr } = spawnSync(ruff, flags, { input: code, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

const long = 'a_rather_long_name_that_fills_its_line_quickly';

const cases: Readonly<Record<string, string>> = {
  'a call that fits': 'df = f(a, b)\n',
  'a call on one inner line': `df = function(${long}, ${long}, three)\n`,
  'a call with one argument a line': `df = function(${long}, ${long}, ${long}, key=4)\n`,
  'a comma that asks for lines': 'x = {"a": 1,}\n',
  'a list too long': `x = ["${long}", "${long}", "${long}"]\n`,
  'a chain of calls': `df = df.filter(${long}).select(${long}).sort("${long}").head(10)\n`,
  'a chain on brackets': `df = (${long} == 1).fill_null(False).cast(pl.Int8).alias("${long}_twice")\n`,
  operators: `x = ${long} + ${long} - ${long} * 2\n`,
  'one operator and a call': `x = ${long} | function(${long}, another_one_of_them)\n`,
  'conditions in brackets': `df = df[((df["${long}"] > 1) & (df["${long}"] < 2)).fillna(False)]\n`,
  'a ternary': `x = ${long} if ${long} else ${long}\n`,
  'a comprehension': `x = [${long} for ${long} in names if ${long} is not None]\n`,
  'a lambda': `x = map(lambda value: f(value, ${long}, ${long}), ${long})\n`,
  tuples: `yield "${long}", function(${long}), another\n`,
  'quotes that need fewer escapes': 'x = "say \\"hi\\"" + \'a\' + "it\\\'s"\n',
  'double brackets': `x = ((${long} + ${long})) * ((${long} + 2))\n`,
  'powers and slices': 'x = a[1:2] ** 2 + b[f(1) : g(2)] + 2**-3 + not_a[:, 0]\n',
};

describe('formatPython', () => {
  it.each(Object.entries(cases))('lays out as ruff does: %s', (_name, code) => {
    expect(formatPython(code)).toBe(byRuff(code));
  });

  it('leaves comments, docstrings and blank lines', () => {
    const code =
      'def f(x):\n    """Says  x,\n      twice."""\n\n    # why  so\n    return x  # kept\n';
    expect(formatPython(code)).toBe(code);
  });

  const emitted = operations.flatMap((operation) =>
    (['pandas', 'polars', 'pyspark'] as const).map((target) => ({
      name: `${operation.id} emits for ${target}`,
      code: operation.examples.map((example) => emit(operation, example, target)).join('\n\n\n'),
    })),
  );

  it.each(emitted)('lays out as ruff does what $name', ({ code }) => {
    expect(formatPython(`${code}\n`)).toBe(byRuff(`${code}\n`));
  });
});

/** The helpers and lines of an example, as a function. */
function emit(
  operation: Operation<unknown>,
  example: Example<unknown>,
  target: 'pandas' | 'polars' | 'pyspark',
): string {
  const schema = (columns: readonly (readonly [string, string])[]): Schema =>
    columns.map(([name, type]) => ({ name, type: parseType(type) }));
  const helpers: string[] = [];
  const context: PythonContext<unknown> = {
    id: 's',
    params: operation.params.parse(example.params),
    input: schema(example.input.columns),
    output: schema(example.output.columns),
    parameters: Object.fromEntries(
      Object.entries(example.parameters ?? {}).map(([k, [type]]) => [k, parseType(type)]),
    ),
    fitted: example.fitted,
    hidden: [],
    source: (name) => schema(example.sources?.[name]?.columns ?? []),
    frame: trustedPy('df'),
    param: (name) => trustedPy(`params["${name}"]`),
    relation: (name) => trustedPy(name),
    import: () => undefined,
    helper: (_name, code) => helpers.push(code.trim()),
  };
  const lines = operation.emit[target](context);
  const body = 'unsupported' in lines ? [] : lines;
  return [...helpers, `def transform(df):\n${indented(body.join('\n'))}`].join('\n\n\n');
}

function indented(text: string): string {
  return `    df = df.copy()\n${text}`
    .trimEnd()
    .split('\n')
    .map((line, i) => (i === 0 || line === '' ? line : `    ${line}`))
    .join('\n');
}
