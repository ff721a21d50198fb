import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatPython } from '../../../src/core/codegen/formatPython.ts';
import { importBlock } from '../../../src/core/codegen/importBlock.ts';
import type { Example, Operation, PythonContext } from '../../../src/core/operations/define.ts';
import { operations } from '../../../src/core/operations/registry.ts';
import { trustedPy } from '../../../src/core/python/py.ts';
import { parseType } from '../../../src/core/sql/types.ts';
import type { Schema } from '../../../src/shared/columnType.ts';

const ruff = fileURLToPath(new URL('../../../.venv/bin/ruff', import.meta.url));

const python = fileURLToPath(new URL('../../../.venv/bin/python', import.meta.url));

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
  'a comprehension of pairs': `x = f(${long} for ${long}, value in {"${long}": 1, "b": 2}.items())\n`,
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
    (['pandas', 'polars', 'pyspark'] as const).map((target) => {
      const imports: string[] = [];
      const code = operation.examples.map((example) => emit(operation, example, target, imports));
      return {
        name: `${operation.id} emits for ${target}`,
        code: code.join('\n\n\n'),
        imports,
      };
    }),
  );

  it.each(emitted)('lays out as ruff does what $name', ({ code }) => {
    const text = formatPython(`${code}\n`);
    expect(text).toBe(byRuff(text));
  });

  it('leaves out brackets that say nothing, and no others', () => {
    const code = [
      'x = f((a == 1), (b.c()).d(), [(e), (g, h)], {"k": (i | j)}, key=(m))\n',
      'y = ((n.o()) & (p < 1)) | ~(q) | (-r) | (s if t else u)\n',
      'z = lambda v: ((v + 1)), (w for w in a), *(b), ("c" "d").e(), (1).f, (g,)\n',
    ];
    expect(formatPython(code.join(''))).toBe(
      [
        'x = f(a == 1, b.c().d(), [e, (g, h)], {"k": i | j}, key=m)\n',
        'y = (n.o() & (p < 1)) | ~q | (-r) | (s if t else u)\n',
        'z = lambda v: v + 1, (w for w in a), *b, ("c" "d").e(), (1).f, (g,)\n',
      ].join(''),
    );
  });

  it('orders imports as ruff does', () => {
    const lines = new Set(emitted.flatMap(({ imports }) => imports));
    const block = `${importBlock([...lines])}\n`;
    const flags = [
      'check',
      '--isolated',
      '--no-cache',
      '--select',
      'I',
      '--line-length',
      '100',
      '-',
    ];
    expect(spawnSync(ruff, flags, { input: block, encoding: 'utf8' }).stdout).toContain('passed');
  });

  it('changes no meaning of what is emitted', () => {
    const pairs = emitted.map(({ code }) => [code, formatPython(`${code}\n`)]);
    const script = [
      'import ast, json, sys',
      'for i, pair in enumerate(json.load(sys.stdin)):',
      '    before, after = (ast.dump(ast.parse(code)) for code in pair)',
      '    if before != after: print(i)',
    ].join('\n');
    const { stdout, stderr } = spawnSync(python, ['-c', script], {
      input: JSON.stringify(pairs),
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  });
});

/** The helpers and lines of an example, as a function. */
function emit(
  operation: Operation<unknown>,
  example: Example<unknown>,
  target: 'pandas' | 'polars' | 'pyspark',
  imports: string[],
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
    import: (line) => imports.push(line),
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
