import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { useBuild } from './build.ts';
import { runAnswer } from './orders.ts';
import { query, quoted } from './query.ts';
import { runScript } from './runScript.ts';
import { Workspace, python } from './sluice.ts';

useBuild();

const sourced = z.looseObject({ sources: z.record(z.string(), z.looseObject({})) });

let work: Workspace;
beforeAll(() => {
  work = new Workspace();
  work.write('data/visits.csv', 'user,page,seconds\n1,a,10\n1,b,30\n2,a,5\n3,c,\n2,c,7\n');
  work.write('people.csv', 'id,name\n1,Ann\n2,Bob\n3,Zoë\n');
  work.writeJson('data/usage.sluice.json', usage('sum'));
  work.writeJson('people.sluice.json', people('data/usage.sluice.json'));
});
afterAll(() => {
  work.remove();
});

const usage = (figure: string): object => ({
  sluice: 1,
  name: 'usage',
  sources: { main: { uri: 'visits.csv', format: 'csv' } },
  steps: [
    { id: 'known', op: 'drop-missing', params: { columns: ['seconds'] } },
    {
      id: 'users',
      op: 'group-aggregate',
      params: {
        by: ['user'],
        aggregates: [{ column: 'seconds', function: figure, as: 'seconds' }],
      },
    },
    { id: 'order', op: 'sort-rows', params: { by: [{ column: 'user' }] } },
  ],
});

const people = (uri: string): object => ({
  sluice: 1,
  name: 'people',
  sources: {
    main: { uri: 'people.csv', format: 'csv' },
    usage: { uri, format: 'recipe' },
  },
  steps: [
    {
      id: 'with_usage',
      op: 'join',
      params: { with: { source: 'usage' }, how: 'left', on: [['id', 'user']] },
    },
    { id: 'order', op: 'sort-rows', params: { by: [{ column: 'id' }] } },
  ],
});

const joined = [
  [1, 'Ann', 40],
  [2, 'Bob', 12],
  [3, 'Zoë', null],
];

async function rowsOf(folder: string): Promise<unknown> {
  return query(
    `SELECT id::INT, name, seconds::INT FROM read_parquet(${quoted(join(folder, '*.parquet'))}) ORDER BY id`,
  );
}

describe('a recipe as the source of another', () => {
  it('is read by preview and run, relative to its own folder', async () => {
    const shown = await work.json(['preview', 'people.sluice.json']);
    expect(shown).toMatchObject({
      rows: [
        ['1', 'Ann', '40'],
        ['2', 'Bob', '12'],
        ['3', 'Zoë', null],
      ],
    });
    const { run } = runAnswer.parse(await work.json(['run', 'people.sluice.json', '--local']));
    expect(await rowsOf(join(run, 'output', 'result'))).toEqual(joined);
  });

  it('is worked out anew when its steps change, and as the main source too', async () => {
    work.writeJson('data/usage.sluice.json', usage('max'));
    const shown = await work.json(['preview', 'people.sluice.json']);
    expect(shown).toMatchObject({
      rows: [
        ['1', 'Ann', '30'],
        ['2', 'Bob', '7'],
        ['3', 'Zoë', null],
      ],
    });
    work.writeJson('again.sluice.json', {
      sluice: 1,
      name: 'again',
      sources: { main: { uri: 'people.sluice.json', format: 'recipe' } },
      steps: [{ id: 'place', op: 'row-number', params: { as: 'place' } }],
    });
    expect(await work.json(['preview', 'again.sluice.json'])).toMatchObject({
      rows: [
        ['1', 'Ann', '30', '1'],
        ['2', 'Bob', '7', '2'],
        ['3', 'Zoë', null, '3'],
      ],
    });
    work.writeJson('data/usage.sluice.json', usage('sum'));
  });

  it.each(['pandas', 'polars'])(
    'is an input of the exported %s script',
    async (target) => {
      // A script needs the columns, which the first run wrote into neither recipe.
      const schema = (
        of: object,
        source: string,
        columns: Readonly<Record<string, string>>,
      ): object => {
        const recipe = sourced.parse(of);
        const declared = Object.entries(columns).map(([name, type]) => ({ name, type }));
        const own = { ...recipe.sources[source], schema: declared };
        return { ...recipe, sources: { ...recipe.sources, [source]: own } };
      };
      const visits = { user: 'int64', page: 'text', seconds: 'int64' };
      work.writeJson(`${target}/usage.sluice.json`, schema(usage('sum'), 'main', visits));
      const whole = schema(people('usage.sluice.json'), 'main', { id: 'int64', name: 'text' });
      const used = { user: 'int64', seconds: 'decimal(38,0)' };
      work.writeJson(`${target}/people.sluice.json`, schema(whole, 'usage', used));
      const folder = work.path(target);
      for (const name of ['usage', 'people']) {
        const script = join(folder, `${name}.py`);
        const recipe = `${target}/${name}.sluice.json`;
        const end = await work.run(['export', recipe, '--target', target, '--out', script]);
        expect(end.code, end.stderr).toBe(0);
        const data = name === 'usage' ? work.path('data/visits.csv') : work.path('people.csv');
        runScript(python, [script, '--input', `main=${data}`, '--out', join(folder, name)]);
      }
      expect(work.read(`${target}/people.py`)).toContain(
        'The rows of usage.sluice.json after its steps, as Parquet; its script without outputs writes them.',
      );
      expect(await rowsOf(join(folder, 'people', 'result'))).toEqual(joined);
    },
    60_000,
  );

  it('is read by two sources at the same time', async () => {
    const source = { uri: 'data/usage.sluice.json', format: 'recipe' };
    const on = [['user', 'user']];
    work.writeJson('twice.sluice.json', {
      ...{ sluice: 1, name: 'twice', sources: { main: source, other: source } },
      steps: [{ id: 'j', op: 'join', params: { with: { source: 'other' }, how: 'inner', on } }],
    });
    const shown = await work.json(['preview', 'twice.sluice.json']);
    expect(shown).toMatchObject({
      rows: [
        ['1', '40', '40'],
        ['2', '12', '12'],
      ],
    });
  });

  it('is what a profile of a recipe is about', async () => {
    const profile = await work.json(['profile', 'people.sluice.json']);
    expect(profile).toMatchObject({
      rows: 3,
      columns: [{ name: 'id' }, { name: 'name' }, { name: 'seconds' }],
    });
  });

  it('never reads itself, and tells whose error it is', async () => {
    work.writeJson('a.sluice.json', {
      sluice: 1,
      name: 'a',
      sources: { main: { uri: 'b.sluice.json', format: 'recipe' } },
    });
    work.writeJson('b.sluice.json', {
      sluice: 1,
      name: 'b',
      sources: { main: { uri: 'a.sluice.json', format: 'recipe' } },
    });
    const round = await work.run(['preview', 'a.sluice.json']);
    expect(round.code).toBe(1);
    expect(round.stderr).toContain(
      'A recipe cannot be its own source: b.sluice.json → a.sluice.json → b.sluice.json.',
    );
    work.writeJson('broken.sluice.json', {
      sluice: 1,
      name: 'broken',
      sources: { main: { uri: 'people.csv', format: 'csv' } },
      steps: [{ id: 'gone', op: 'drop-columns', params: { columns: ['age'] } }],
    });
    work.writeJson('uses.sluice.json', people('broken.sluice.json'));
    const broken = await work.run(['preview', 'uses.sluice.json']);
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain(
      'broken.sluice.json: Step gone: There is no column “age” here.',
    );
    work.writeJson('none.sluice.json', people('nowhere.sluice.json'));
    const none = await work.run(['preview', 'none.sluice.json']);
    expect(none.stderr).toContain('nowhere.sluice.json cannot be read');
  });
});
