import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportScript } from '../../src/core/codegen/exportScript.ts';
import { readRecipe } from '../../src/core/recipe/document.ts';
import type { Flow } from '../../src/core/recipe/flow.ts';
import { validateRecipe } from '../../src/core/recipe/validate.ts';
import type { SourceOptions } from '../../src/shared/source.ts';
import { readOutput, sameCell } from './scripts/readOutput.ts';
import { engines, runScript } from './scripts/runScript.ts';
import type { Engine } from './scripts/runScript.ts';

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'sluice-read-'));
});
afterAll(async () => {
  await rm(base, { recursive: true, force: true });
});

interface Case {
  readonly name: string;
  readonly bytes: Buffer;
  readonly options: SourceOptions;
  readonly schema: Readonly<Record<string, string>>;
  readonly rows: readonly (readonly (string | null)[])[];
}

const cases: readonly Case[] = [
  {
    name: 'several words for null, the empty text among them',
    bytes: Buffer.from('a,b\nNA,x\n-,NA\n3,\n4,y\n'),
    options: { null: ['NA', '-', ''] },
    schema: { a: 'int64', b: 'text' },
    rows: [
      [null, 'x'],
      [null, null],
      ['3', null],
      ['4', 'y'],
    ],
  },
  {
    name: 'an empty text in quotes, where the empty text is null',
    bytes: Buffer.from('a,b\n"",x\n2,""\n3,\n'),
    options: {},
    schema: { a: 'int64', b: 'text' },
    rows: [
      [null, 'x'],
      ['2', null],
      ['3', null],
    ],
  },
  {
    name: 'several words for null, the empty text not among them',
    bytes: Buffer.from('a,b\nNA,x\n-,\n3,"NA"\n'),
    options: { null: ['NA', '-'] },
    schema: { a: 'int64', b: 'text' },
    rows: [
      [null, 'x'],
      [null, ''],
      ['3', null],
    ],
  },
  {
    name: 'decimal comma and points between thousands, dates beside them',
    bytes: Buffer.from(
      'a;b;c;d;e\n1.234.567,5;2.000;1.000,25;31.12.2025;1.5\n-0,25;;3;01.01.2026;x\n',
    ),
    options: { delimiter: ';', decimal: ',', thousands: '.', dateFormat: '%d.%m.%Y' },
    schema: { a: 'float64', b: 'int64', c: 'decimal(10,2)', d: 'date', e: 'text' },
    rows: [
      ['1234567.5', '2000', '1000.25', '2025-12-31', '1.5'],
      ['-0.25', null, '3.00', '2026-01-01', 'x'],
    ],
  },
  {
    name: 'Latin-1',
    bytes: Buffer.from('a,b\n1,José\n2,Zoë\n', 'latin1'),
    options: { encoding: 'latin-1' },
    schema: { a: 'int64', b: 'text' },
    rows: [
      ['1', 'José'],
      ['2', 'Zoë'],
    ],
  },
  {
    name: 'UTF-16',
    bytes: Buffer.from('\uFEFFa,b\n1,José\n2,€\n', 'utf16le'),
    options: { encoding: 'utf-16' },
    schema: { a: 'int64', b: 'text' },
    rows: [
      ['1', 'José'],
      ['2', '€'],
    ],
  },
];

/** What only DuckDB reads as it does: every other target says so. */
const alone: readonly (Case & { readonly why: RegExp })[] = [
  {
    name: 'bad lines left out',
    bytes: Buffer.from('a,b\n1,x\n2\nfoo,y\n3,z,4\n5,"q"q",1\n6,w\n'),
    options: { badLines: 'skip' },
    schema: { a: 'int64', b: 'text' },
    rows: [
      ['1', 'x'],
      ['6', 'w'],
    ],
    why: /bad lines are left out/,
  },
  {
    name: 'lenient quotes',
    bytes: Buffer.from('a,b\n1,"x" y\n2,z\n'),
    options: { strict: false },
    schema: { a: 'int64', b: 'text' },
    rows: [
      ['1', 'x '],
      ['2', 'z'],
    ],
    why: /quotes are taken leniently/,
  },
  {
    name: 'comments',
    bytes: Buffer.from('a,b\n1,x#no\n# none\n2,z\n'),
    options: { comment: '#' },
    schema: { a: 'int64', b: 'text' },
    rows: [
      ['1', 'x'],
      ['2', 'z'],
    ],
    why: /“#” inside a line/,
  },
];

async function flowOf(one: Case): Promise<Flow> {
  const uri = join(base, `${one.name.replaceAll(/\W+/g, '-')}.csv`);
  await writeFile(uri, one.bytes);
  const schema = Object.entries(one.schema).map(([name, type]) => ({ name, type }));
  const recipe = {
    ...{ sluice: 1, name: 'read', steps: [] },
    sources: { main: { uri, format: 'csv', options: one.options, schema } },
  };
  const read = readRecipe(JSON.stringify(recipe));
  if (!read.recipe) throw new Error(JSON.stringify(read.problems));
  return validateRecipe(read.recipe, {}).flow;
}

async function rowsOn(engine: Engine, one: Case): Promise<readonly (readonly (string | null)[])[]> {
  const folder = await mkdtemp(join(base, 'run-'));
  const script = exportScript(await flowOf(one), engine.target, { recipeFolder: base });
  const out = join(folder, 'out');
  const end = await runScript(engine, script, folder, out, {});
  expect(end.code, end.stderr).toBe(0);
  const { rows } = await readOutput(join(out, 'result'), true);
  return rows;
}

describe.each(engines)('read options on $name', (engine) => {
  it.each(cases)(
    '$name',
    async (one) => {
      const rows = await rowsOn(engine, one);
      const same =
        rows.length === one.rows.length &&
        one.rows.every((row, i) => row.every((cell, j) => sameCell(cell, rows[i]?.[j] ?? null)));
      if (!same) expect(rows).toEqual(one.rows);
    },
    180_000,
  );

  it.each(['0.5', '1.0', '1e3', '1_000'])(
    'stops at %s in a column of integers',
    async (text) => {
      const one: Case = {
        name: `no integer ${text}`,
        bytes: Buffer.from(`a,b\n1,x\n${text},y\n`),
        options: {},
        schema: { a: 'int64', b: 'text' },
        rows: [],
      };
      const folder = await mkdtemp(join(base, 'stop-'));
      const script = exportScript(await flowOf(one), engine.target, { recipeFolder: base });
      const end = await runScript(engine, script, folder, join(folder, 'out'), {});
      expect(end.code).not.toBe(0);
      expect(end.stderr).toContain(text);
    },
    180_000,
  );

  it.each(alone)('$name: the same, or refused with the reason', async (one) => {
    if (engine.target === 'duckdb') {
      expect(await rowsOn(engine, one)).toEqual(one.rows);
      return;
    }
    const flow = await flowOf(one);
    expect(() => exportScript(flow, engine.target, { recipeFolder: base })).toThrow(one.why);
  });
});
