import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { beforeEach, describe, expect, it } from 'vitest';
import { useBuild } from './build.ts';
import { runAnswer } from './orders.ts';
import { rowsOf } from './query.ts';
import { refused } from './refused.ts';
import { Workspace } from './sluice.ts';

useBuild();

let work: Workspace;
beforeEach(() => {
  work = new Workspace();
  return () => {
    work.remove();
  };
});

const recipe = 'towns.sluice.json';

const step = (id: string, op: string, params: object) => ({ id, op, version: 1, params });

function documentOf(query: string, fitted: object = {}, more: readonly object[] = []): object {
  return {
    ...{ sluice: 1, name: 'towns' },
    sources: {
      main: {
        ...{ uri: 'towns.csv', format: 'csv' },
        schema: [
          { name: 'town', type: 'text' },
          { name: 'n', type: 'int64' },
        ],
      },
    },
    steps: [
      step('big', 'filter-rows', { where: { expression: 'n > 0' } }),
      step('sums', 'sql-query', { query }),
      step('twice', 'formula', { column: 'twice', expression: 'total * 2' }),
      ...more,
    ],
    fitted,
    outputs: [{ name: 'all', uri: 's3://bucket/towns/', format: 'parquet' }],
  };
}

const sums = [
  "SELECT town, sum(n) AS total, '{main}; --' AS note -- by town )",
  'FROM input GROUP BY town',
].join('\n');
const answer = [
  ['a', '3', '{main}; --', '6'],
  ['b', '4', '{main}; --', '8'],
];

describe('a query of a person’s own', () => {
  beforeEach(() => {
    work.write('towns.csv', 'town,n\na,1\nb,4\na,2\nc,0\n');
  });

  it('learns its columns, runs in a job and stands in the exported script', async () => {
    work.writeJson(recipe, documentOf(sums));
    await refused(work, ['run', recipe], {
      exit: 1,
      code: 'stale',
      says: /sums \(never learned\)/,
    });
    const done = runAnswer.parse(await work.json(['run', recipe, '--refit']));
    expect((await rowsOf(join(done.run, 'output/all'))).sort()).toEqual(answer);

    const exported = await work.run(['export', recipe, '--target', 'duckdb', '--out', 'towns.sql']);
    expect(exported.code, exported.stderr).toBe(0);
    const script = readFileSync(join(work.folder, 'towns.sql'), 'utf8');
    expect(script).toContain(`FROM (\n${sums}\n)`);
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const input = script.replace(
      /SET VARIABLE main = .*;/,
      `SET VARIABLE main = '${join(work.folder, 'towns.csv')}';`,
    );
    const chain = input.slice(0, input.indexOf('-- Output'));
    await connection.run(chain);
    const found = await connection.runAndReadAll('SELECT * FROM result ORDER BY town');
    expect(found.getRowsJson()).toEqual(answer);
    connection.closeSync();
    instance.closeSync();

    await refused(work, ['export', recipe, '--target', 'pandas', '--out', 'towns.py'], {
      ...{ exit: 1, code: 'unsupported', says: /own SQL/ },
    });
  });

  it('that gives another column is told at the step that misses the old one', async () => {
    work.writeJson(recipe, documentOf(sums));
    await work.json(['run', recipe, '--refit']);
    const more = [step('after', 'sql-query', { query: 'SELECT twice FROM input' })];
    work.writeJson(recipe, documentOf(sums.replace('AS total', 'AS whole'), {}, more));
    await refused(work, ['run', recipe, '--refit'], {
      ...{ exit: 1, code: 'bad-expression', says: /Step twice: There is no column “total”/ },
    });
  });

  it('is told where its columns were learned from others, and stays sound below a new filter', async () => {
    work.writeJson(recipe, documentOf(sums));
    await work.json(['run', recipe, '--refit']);
    const learned = work.read(recipe);
    expect(await work.json(['validate', recipe])).toMatchObject({ ok: true, stale: [] });

    work.write(recipe, learned.replace('n > 0', 'n > 1'));
    expect(await work.json(['validate', recipe])).toMatchObject({ ok: true, stale: ['sums'] });

    const outdated = {
      ...{ step: 'sums', path: '/steps/1', code: 'stale' },
      message: 'Its columns were learned before the step, or the columns above it, changed.',
      hint: 'Look at the step, then run with --refit, or learn it again in the editor.',
    };
    // The query asks for a column that is not there any more, or gives one of another name.
    for (const other of [
      learned.replace('"name": "town",', '"name": "city",'),
      learned.replace('AS note', 'AS remark'),
    ]) {
      expect(other).not.toBe(learned);
      work.write(recipe, other);
      const end = await work.run(['validate', recipe, '--json']);
      expect([end.code, JSON.parse(end.stdout)]).toMatchObject([
        1,
        { ok: false, problems: [outdated], stale: ['sums'] },
      ]);
      const told = await work.run(['validate', recipe]);
      expect(told.stdout).not.toContain('sound');
    }
    await refused(work, ['preview', recipe], { exit: 1, code: 'stale', says: /learned before/ });
  });

  it('has no place for other data of other columns before it is learned anew', async () => {
    work.writeJson(recipe, documentOf(sums));
    await work.json(['run', recipe, '--refit']);
    work.write('same.csv', 'n,town\n7,z\n');
    work.write('other.csv', 'city,n\nz,7\n');
    const same = await work.json(['validate', recipe, '--against', 'same.csv']);
    expect(same).toMatchObject({ ok: true, stale: ['sums'] });
    const end = await work.run(['validate', recipe, '--against', 'other.csv', '--json']);
    expect([end.code, JSON.parse(end.stdout)]).toMatchObject([
      1,
      {
        problems: [{ step: 'sums', code: 'stale' }],
        drift: { missing: [{ name: 'town', uses: [{ kind: 'step', id: 'sums' }] }] },
      },
    ]);
  });

  it.each([
    ["SELECT town, 1 AS total FROM read_csv('towns.csv')", /reads no table from “read_csv”/],
    ['SELECT 1 AS total) AS x, (SELECT 2', /closes a bracket/],
    ["SELECT e'\\') UNION SELECT 1 --' AS total FROM input", /touches it/],
  ])('%s is refused, whatever the document says it has learned', async (query, says) => {
    const values = { columns: [['total', 'INTEGER']] };
    const fitted = { sums: { values, on: 'all', snapshot: 'sha256:0', prefix: 'sha256:0' } };
    work.writeJson(recipe, documentOf(query, fitted));
    for (const args of [
      ['run', recipe],
      ['run', recipe, '--refit'],
    ]) {
      await refused(work, args, { exit: 1, code: 'bad-sql', says });
    }
  });
});
