import { execFileSync } from 'node:child_process';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { py, pyLit } from '../../../src/core/python/py.ts';
import type { PyValue } from '../../../src/core/python/py.ts';
import { ident, lit, sql } from '../../../src/core/sql/sql.ts';

// What a person may put into data and documents, and what has broken quoting before.
const hostile = [
  ...["it's", 'a"b', 'a\\b', '\\', "\\'", '"""', "'''", '${x}', '{main}', '%s', '--', '/*', ';'],
  ...['\n', '\r\n', '\t', '\u0000', '\u0001', '\u007f', '\u2028', '\u202e', '😀', 'e\u0301', ''],
];
const text = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);

let instance: DuckDBInstance;
let connection: DuckDBConnection;

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});

afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

async function value(query: string): Promise<unknown> {
  const reader = await connection.runAndReadAll(query);
  return reader.getRows()[0]?.[0];
}

describe('lit', () => {
  it('gives every text back', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (wanted) => {
        expect(await value(sql`SELECT ${lit(wanted)}`)).toBe(wanted);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives every double back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double(), async (wanted) => {
        const found = await value(sql`SELECT ${lit(wanted)}::DOUBLE`);
        // -0.0 and 0.0 are one value here.
        expect(Object.is(found, wanted) || found === wanted).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives every integer of 128 bits back', async () => {
    const wide = fc.bigInt({ min: -(2n ** 127n) + 1n, max: 2n ** 127n - 1n });
    await fc.assert(
      fc.asyncProperty(wide, async (wanted) => {
        expect(await value(sql`SELECT (${lit(wanted)})::HUGEINT`)).toBe(wanted);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('ident', () => {
  it('names a column by every text but none and NUL', async () => {
    const names = text.filter((name) => name !== '' && !name.includes('\0'));
    await fc.assert(
      fc.asyncProperty(names, async (name) => {
        const reader = await connection.runAndReadAll(sql`SELECT 1 AS ${ident(name)}`);
        expect(reader.columnNames()).toEqual([name]);
      }),
      { numRuns: 1000 },
    );
    expect(() => ident('')).toThrow('A column name is empty');
    expect(() => ident('a\0b')).toThrow('NUL');
  });
});

describe('pyLit', () => {
  it('is read by Python as the same value', () => {
    const leaf: fc.Arbitrary<PyValue> = fc.oneof(
      text,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.bigInt(),
      fc.boolean(),
      fc.constant(null),
    );
    const nested = fc.oneof(leaf, fc.array(leaf), fc.dictionary(text, leaf));
    const samples = fc.sample(nested, { numRuns: 400, seed: 7 });
    const given = JSON.stringify({ code: py`${pyLit(samples)}`, wanted: tagged(samples) });
    const out = execFileSync('.venv/bin/python', ['-X', 'utf8', '-c', compare], { input: given });
    expect(out.toString().trim()).toBe(`equal ${String(samples.length)}`);
  });
});

/** Evaluates the literal, and compares it with the same value told in tagged JSON. */
const compare = `
import ast, json, sys
given = json.load(sys.stdin)
def read(item):
    kind, value = item
    if kind == "list": return [read(i) for i in value]
    if kind == "dict": return {k: read(v) for k, v in value}
    return {"int": int, "float": float, "same": lambda v: v}[kind](value)
def same(a, b):
    if type(a) is not type(b): return False
    if isinstance(a, list): return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict): return a.keys() == b.keys() and all(same(a[k], b[k]) for k in a)
    return a == b
found, wanted = ast.literal_eval(given["code"]), read(given["wanted"])
print("equal", sum(map(same, found, wanted)))
`;

function tagged(value: PyValue): unknown {
  if (typeof value === 'bigint') return ['int', String(value)];
  if (typeof value === 'number') {
    return [Number.isSafeInteger(value) && !Object.is(value, -0) ? 'int' : 'float', String(value)];
  }
  if (value === null || typeof value !== 'object') return ['same', value];
  if (Array.isArray(value)) return ['list', value.map(tagged)];
  return ['dict', Object.entries(value).map(([key, item]) => [key, tagged(item)])];
}
