import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBuild } from './build.ts';
import { recipe } from './recipe.ts';
import { Workspace } from './sluice.ts';

useBuild();

const schema = [
  { name: 'id', type: 'int64' },
  { name: 'city', type: 'text' },
  { name: 'price', type: 'float64' },
  { name: 'zip', type: 'text' },
];
const main = { uri: 'january.csv', format: 'csv', options: {}, schema };
const learned = (values: object): object => ({
  ...{ values, on: 'all', snapshot: 'sha256:0', prefix: 'sha256:0' },
});
/** It learned the prices 10 to 30, and two cities. */
const steps = (unseen: string): { id: string; op: string; params: object }[] => [
  { id: 'a1', op: 'filter-rows', params: { where: { column: 'id', is: 'at-most', value: 8 } } },
  { id: 'b2', op: 'scale-numbers', params: { columns: ['price'], method: 'min-max' } },
  { id: 'c3', op: 'one-hot-encode', params: { columns: ['city'], unseen } },
];
const fitted = {
  b2: learned({ price: { centre: 10, width: 20 } }),
  c3: learned({ city: ['Oslo', 'Rome'] }),
};

let work: Workspace;
beforeAll(() => {
  work = new Workspace();
  work.write('january.csv', 'id,city,price,zip\n1,Rome,10,A1\n2,Oslo,30,B2\n');
  work.write('same.csv', 'zip,price,city,id\n00100,30,Rome,3\n');
  work.write(
    'july.csv',
    'ID,City,price,zip,seen\n4,Lima,45,00300,x\n5,Rome,12,00400,y\n6,Lima,5,00123,z\n7,Bern,,00123,z\n8,,30,00123,z\n9,Nice,99,1,z\n',
  );
  work.writeJson(
    'zeros.sluice.json',
    recipe('january.csv', steps('zeros'), { sources: { main }, fitted }),
  );
  work.writeJson(
    'error.sluice.json',
    recipe('january.csv', steps('error'), { sources: { main }, fitted }),
  );
});
afterAll(() => {
  work.remove();
});

describe('a recipe against other data', () => {
  it('fits data of the same columns, in whatever order, with postcodes of digits alone', async () => {
    const before = work.read('zeros.sluice.json');
    expect(
      await work.json(['validate', 'zeros.sluice.json', '--against', 'same.csv']),
    ).toMatchObject({
      ...{ ok: true, problems: [], stale: ['b2', 'c3'] },
      drift: { missing: [], extra: [], retyped: [], unseen: [], outside: [], failed: [] },
    });
    expect(work.read('zeros.sluice.json')).toBe(before);
  });

  it.each([
    ['no rows', 'none.csv', 'id,city,price,zip\n'],
    ['a column without values', 'empty.csv', 'id,city,price,zip\n,Rome,10,A1\n,Oslo,30,B2\n'],
    ['nulls alone', 'nulls.jsonl', '{"id":null,"city":"Rome","price":null,"zip":"A1"}\n'],
  ])('has nothing to tell of types where there are %s', async (_name, file, text) => {
    work.write(file, text);
    expect(await work.json(['validate', 'zeros.sluice.json', '--against', file])).toMatchObject({
      ...{ ok: true, problems: [] },
      drift: { missing: [], extra: [], retyped: [], unseen: [], outside: [], failed: [] },
    });
  });

  it('still tells of a text among numbers', async () => {
    work.write('words.csv', 'id,city,price,zip\n1,Rome,dear,A1\n');
    const end = await work.run([
      'validate',
      'zeros.sluice.json',
      '--against',
      'words.csv',
      '--json',
    ]);
    expect([end.code, JSON.parse(end.stdout)]).toMatchObject([
      1,
      { drift: { retyped: [{ name: 'price', from: 'float64', to: 'text' }] } },
    ]);
  });

  it('has learned on its own data, and says what it has not learned at all', async () => {
    work.writeJson('own.sluice.json', recipe('january.csv', steps('zeros'), { sources: { main } }));
    const never = await work.json(['validate', 'own.sluice.json']);
    expect(never).toMatchObject({ ok: true, stale: [], unlearned: ['b2', 'c3'] });
    const told = await work.run(['validate', 'own.sluice.json']);
    expect(told.stdout).toContain('Not learned yet: b2, c3, so columns may be missing.');
    await work.json(['run', 'own.sluice.json', '--local', '--refit']);
    const own = await work.json(['validate', 'own.sluice.json', '--against', 'january.csv']);
    expect(own).toMatchObject({ ok: true, stale: [] });
    expect(own).not.toHaveProperty('unlearned');
  });

  it('says what is missing, who uses it, and what may be it', async () => {
    const end = await work.run(['validate', 'zeros.sluice.json', '--against', 'july.csv']);
    expect([end.code, end.stderr]).toEqual([1, '']);
    const lines = end.stdout.split('\n').map((line) => line.replace(/\s*│\s*/g, '|'));
    expect(lines).toContain('|id|int64|step 1 (Filter rows)|ID|');
    expect(lines).toContain('|city|text|step 3 (One-hot encode)|City|');
    expect(lines).toContain('Try --map id=ID --map city=City.');
    expect(lines).toContain('|seen|text|');
  });

  it('counts what was not learned among the rows that reach a step', async () => {
    const args = ['validate', 'zeros.sluice.json', '--against', 'july.csv'];
    // Row 9 does not reach the steps. Null is no category, and no price.
    expect(await work.json([...args, '--map', 'id=ID', '--map', 'city=City'])).toEqual({
      ...{ ok: true, problems: [], stale: ['b2', 'c3'] },
      columns: [
        { name: 'id', type: 'int64' },
        { name: 'price', type: 'float64' },
        { name: 'zip', type: 'text' },
        { name: 'seen', type: 'text' },
        { name: 'city_Oslo', type: 'int8' },
        { name: 'city_Rome', type: 'int8' },
      ],
      drift: {
        ...{ missing: [], extra: [{ name: 'seen', type: 'text' }], retyped: [], failed: [] },
        unseen: [
          {
            ...{ step: 'c3', column: 'city', rows: 3, of: 5, distinct: 2, become: 'zeros' },
            examples: [
              { value: 'Lima', rows: 2 },
              { value: 'Bern', rows: 1 },
            ],
          },
        ],
        outside: [
          {
            ...{ step: 'b2', column: 'price', rows: 2, of: 5, become: 'beyond' },
            ...{ learned: { from: 10, to: 30 }, found: { from: 5, to: 45 } },
          },
        ],
      },
    });
  });

  it('does not fit where such a value stops the run', async () => {
    const end = await work.run([
      ...['validate', 'error.sluice.json', '--against', 'july.csv'],
      ...['--map', 'id=ID', '--map', 'city=City'],
    ]);
    expect(end.code).toBe(1);
    expect(end.stdout).toContain(
      'step c3 (/steps/2/params/unseen): “city” holds values that were not learned, such as “Lima”, in 3 rows; they stop the run.',
    );
  });

  it.each([
    [['--map', 'id=ID'], '--map and --source belong to --against.'],
    [['--against', 'july.csv', '--map', 'id'], '“id” is no old=new.'],
    [['--against', 'july.csv', '--map', 'id=Id'], 'The other data have no column “Id”.'],
    [['--against', 'july.csv', '--source', 'users'], 'The recipe has no source “users”.'],
  ])('refuses %j', async (flags, sentence) => {
    const end = await work.run(['validate', 'zeros.sluice.json', ...flags]);
    expect([end.code, end.stdout]).toEqual([2, '']);
    expect(end.stderr).toContain(sentence);
  });
});
