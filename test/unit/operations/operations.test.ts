import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { FittedValues, Json, SqlContext } from '../../../src/core/operations/define.ts';
import { operationById, operations } from '../../../src/core/operations/registry.ts';
import { ident, sql } from '../../../src/core/sql/sql.ts';
import { parseType } from '../../../src/core/sql/types.ts';

const defaults: Readonly<Record<string, readonly [Json, Json]>> = {
  'filter-rows': [
    { where: { column: 'a', is: 'is-null' } },
    { where: { column: 'a', is: 'is-null' }, keep: true },
  ],
  'sort-rows': [
    { by: [{ column: 'a' }] },
    { by: [{ column: 'a', descending: false, nulls: 'last' }] },
  ],
  'change-type': [
    { columns: ['a'], to: 'int8' },
    { columns: ['a'], to: 'int8', onError: 'null' },
  ],
  'one-hot-encode': [
    { columns: ['a'] },
    {
      columns: ['a'],
      maxCategories: 50,
      unseen: 'zeros',
      nulls: 'zeros',
      dropFirst: false,
      keep: false,
    },
  ],
  join: [
    { with: { source: 's' }, how: 'left', on: [['a', 'b']] },
    { with: { source: 's' }, how: 'left', on: [['a', 'b']], suffix: '_right' },
  ],
  'split-dataset': [
    { parts: { train: 0.8, validation: 0.2 }, key: ['a'], seed: 7 },
    { parts: { train: 0.8, validation: 0.2 }, key: ['a'], seed: 7, as: 'part' },
  ],
};

describe('the registry', () => {
  it('holds every operation of the folder, named like its file', async () => {
    const files = (await readdir('src/core/operations')).filter((name) => name.endsWith('.ts'));
    const named = await Promise.all(
      files.map(async (name) => {
        const text = await readFile(`src/core/operations/${name}`, 'utf8');
        return text.includes('export default defineOperation') ? [name.slice(0, -3)] : [];
      }),
    );
    expect(operations.map(({ id }) => id)).toEqual(named.flat().sort());
    expect(operations.length).toBeGreaterThanOrEqual(12);
  });

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s: examples fit the schema of the params and survive JSON',
    (_id, operation) => {
      for (const { params } of operation.examples) {
        const read: unknown = JSON.parse(JSON.stringify(params));
        expect(operation.params.parse(read)).toStrictEqual(params);
      }
    },
  );

  it.each(operations.map((operation) => [operation.id, operation] as const))(
    '%s: an unknown option is refused',
    (_id, operation) => {
      const { params } = operation.examples[0];
      const result = operation.params.safeParse({ ...Object(params), surprise: 1 });
      expect(result.error?.issues.map((issue) => issue.code)).toEqual(['unrecognized_keys']);
    },
  );

  it.each(Object.entries(defaults))('%s: the defaults of FORMATS', (id, [given, whole]) => {
    expect(operationById(id)?.params.parse(given)).toEqual(whole);
  });

  it('knows no other ids', () => {
    expect(operationById('toString')).toBeUndefined();
  });
});

describe('what a fit refuses', () => {
  const decode = (id: string, params: Json, type: string, rows: Json[][]): FittedValues => {
    const operation = operationById(id);
    const input = [{ name: 'a', type: parseType(type) }];
    const context: SqlContext<unknown> = {
      id: 's',
      params: operation?.params.parse(params),
      input,
      output: input,
      parameters: {},
      fitted: undefined,
      hidden: [],
      source: () => [],
      from: ident('main'),
      param: () => sql`NULL`,
      relation: ident,
    };
    const fit = operation?.fit?.(context);
    if (!fit) throw new Error('no fit');
    return fit.decode(rows);
  };

  it('more categories than allowed', () => {
    const params = { columns: ['a'], maxCategories: 2 };
    const rows = [
      [0, 'x', '2'],
      [0, 'y', '2'],
    ];
    expect(decode('one-hot-encode', params, 'text', rows)).toEqual({ a: ['x', 'y'] });
    // There are more than come back, and the sentence tells how many.
    const many = ['x', 'y', 'z'].map((text) => [0, text, '10000']);
    expect(() => decode('one-hot-encode', params, 'text', many)).toThrow(
      '“a” holds 10,000 categories; this step takes at most 2.',
    );
  });

  it('a mean that is no number', () => {
    const params = { columns: ['a'], with: 'mean' };
    expect(decode('fill-missing', params, 'float64', [['1.5']])).toEqual({ a: 1.5 });
    expect(() => decode('fill-missing', params, 'float64', [['nan']])).toThrow(
      /mean of “a” is nan/,
    );
  });

  it('keeps digits beyond 2^53 and after the point', () => {
    const mean = { columns: ['a'], with: 'mean' };
    expect(decode('fill-missing', mean, 'int64', [['9007199254740993']])).toEqual({
      a: '9007199254740993',
    });
    expect(decode('fill-missing', mean, 'decimal(10,3)', [['-5']])).toEqual({ a: '-0.005' });
    expect(decode('fill-missing', mean, 'decimal(10,0)', [['-5']])).toEqual({ a: '-5' });
  });
});
