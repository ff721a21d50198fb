import { execFileSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useBuild } from './build.ts';
import { recipe, step } from './recipe.ts';
import type { Step } from './recipe.ts';
import { refused } from './refused.ts';
import { Workspace, python } from './sluice.ts';

useBuild();

let work: Workspace;
beforeAll(() => {
  work = new Workspace();
  mkdirSync(work.path('data'));
  execFileSync(python, [join(import.meta.dirname, 'badFiles.py'), work.path('data')]);
  work.write('data/words.parquet', 'n,name\n1,a\n');
  work.write('data/image.csv', Buffer.from([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]));
  work.write('data/words.json', 'n,name\n1,a\n');
  work.write('data/empty.csv', '');
  work.write('data/empty.parquet', '');
  work.write('data/empty.json', '');
  mkdirSync(work.path('data/nothing'));
  work.write('data/ragged.csv', 'a,b\n1,2\n3,4,5\n6,7\n');
  work.write('data/cut.json', '[{"a": 1}, {"a": ');
  work.write('data/keyless.json', '{}\n{}\n');
  work.write('data/list.json', '[1, 2, 3]\n');
  work.write('data/latin.csv', Buffer.from('name\ncaf\xe9 \x93\n', 'latin1'));
  work.write('data/cut.csv.gz', gzipSync('a,b\n'.repeat(9000)).subarray(0, 40));
  work.write('data/both/a.csv', 'n\n1\n');
  work.write('data/both/b.json', '{"n": 1}\n');
});
afterAll(() => {
  work.remove();
});

describe('files that cannot be read', () => {
  it.each([
    ['text named .parquet', 'words.parquet', 'bad-data', /words\.parquet.*no Parquet/],
    ['an image named .csv', 'image.csv', 'bad-data', /image\.csv.*no text/],
    ['text named .json', 'words.json', 'bad-data', /words\.json.*no JSON/],
    ['an empty CSV', 'empty.csv', 'bad-data', /empty\.csv.*is empty/],
    ['an empty Parquet', 'empty.parquet', 'bad-data', /empty\.parquet.*is empty/],
    ['an empty JSON', 'empty.json', 'bad-data', /empty\.json.*is empty/],
    ['an empty folder', 'nothing', 'not-found', /nothing/],
    ['a path that is not there', 'gone.csv', 'not-found', /gone\.csv/],
    ['a glob that matches nothing', '*.xyz', 'not-found', /\*\.xyz/],
    ['a Parquet file cut in half', 'cut.parquet', 'bad-data', /cut\.parquet.*cut off/],
    ['a Parquet file with a broken footer', 'footless.parquet', 'bad-data', /Parquet.*damaged/],
    ['a Parquet file damaged inside', 'damaged.parquet', 'bad-data', /Parquet.*damaged/],
    ['a Parquet file without columns', 'columnless.parquet', 'bad-data', /columns?/],
    ['a ragged CSV', 'ragged.csv', 'bad-data', /Line 3 .*3 columns.*2.*ragged\.csv/],
    ['JSON that breaks off', 'cut.json', 'bad-data', /JSON/],
    ['JSON without keys', 'keyless.json', 'bad-data', /columns/],
    ['JSON that holds no records', 'list.json', 'bad-data', /JSON/],
    [
      'a CSV in Windows-1252',
      'latin.csv',
      'bad-data',
      /latin\.csv.*neither UTF-8 nor Latin-1.*line 2/,
    ],
    ['a compressed CSV that breaks off', 'cut.csv.gz', 'bad-data', /cut\.csv\.gz/],
    ['two formats in one folder', 'both', 'bad-data', /mixes formats/],
  ])('%s', async (_what, name, code, says) => {
    await refused(work, ['profile', `data/${name}`], { exit: 1, code, says });
  });

  it('the same for preview and validate --against', async () => {
    const expected = { exit: 1, code: 'bad-data', says: /cut\.parquet.*cut off/ };
    await refused(work, ['preview', 'data/cut.parquet'], expected);
    work.writeJson('sound.sluice.json', recipe('data/sound.parquet', []));
    const against = ['validate', 'sound.sluice.json', '--against', 'data/cut.parquet'];
    await refused(work, against, expected);
  });
});

describe('files that are odd and work', () => {
  it('Parquet named .csv is opened as what it is', async () => {
    expect(await work.json(['preview', 'data/sound.csv', '--rows', '1'])).toEqual({
      columns: [
        { name: 'n', type: 'int64' },
        { name: 'text', type: 'text' },
      ],
      rows: [['0', 'row 0']],
      total: 50_000,
      skipped: 49_999,
    });
  });

  it.each([
    ['twice.parquet', ['n', 'n_1']],
    ['case.parquet', ['n', 'N_1']],
  ])(
    'duplicate names in %s: both columns are there, and the renaming is told',
    async (name, names) => {
      const end = await work.run(['preview', `data/${name}`, '--json']);
      expect(end.code).toBe(0);
      expect(end.json).toMatchObject({
        columns: names.map((column) => ({ name: column })),
        rows: [
          ['1', 'a'],
          ['2', 'b'],
        ],
      });
      const profiled = await work.run(['profile', `data/${name}`, '--json']);
      expect(profiled.stderr).toMatch(/more than once/);
      expect(profiled.json).toMatchObject({ columns: [{ distinct: 2 }, { distinct: 2 }] });
    },
  );

  it('duplicate names in the header of a CSV', async () => {
    work.write('header.csv', 'n,n\n1,a\n');
    const end = await work.run(['profile', 'header.csv', '--json']);
    expect(end.json).toMatchObject({ columns: [{ name: 'n' }, { name: 'n_1' }] });
    expect(end.stderr).toMatch(/n_1.*n/);
  });

  const names = ['a"b', 'select', '🦆', "it's", 'two words', 'a,b', '{main}', '$x', 'a\\b', 'Ä'];
  const row = names.map((_, at) => String(at + 1));

  it('a CSV with names like a"b, select, an emoji: profile, preview, recipe, run', async () => {
    const own = new Workspace();
    try {
      await oddNames(own);
    } finally {
      own.remove();
    }
  });

  async function oddNames(own: Workspace): Promise<void> {
    const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`);
    own.write('names.csv', `${quoted.join(',')}\n${row.join(',')}\n`);
    expect(await own.json(['profile', 'names.csv'])).toMatchObject({
      columns: names.map((name, at) => ({ name, min: String(at + 1), nulls: 0 })),
    });
    const steps = names.map((name, at) => ({
      ...{ id: `s${String(at)}`, op: 'filter-rows', version: 1 },
      params: { where: { column: name, is: 'equals', value: String(at + 1) } },
    }));
    own.writeJson('names.sluice.json', recipe('names.csv', steps));
    const table = {
      columns: names.map((name) => ({ name, type: 'int64' })),
      rows: [row],
      total: 1,
      skipped: 0,
    };
    expect(await own.json(['preview', 'names.sluice.json'])).toEqual(table);
    expect(await own.json(['run', 'names.sluice.json', '--out', own.path('named')])).toMatchObject({
      state: 'completed',
      rows: { in: 1, out: 1 },
    });
    expect(await own.json(['preview', 'named/output/all'])).toEqual(table);
  }
});

const table = 'data/table.csv';
const schema = [
  { name: 'n', type: 'int64' },
  { name: 'name', type: 'text' },
];
// With its schema, as `validate` opens no source.
const sources = { main: { uri: table, format: 'csv', schema } };
const bad = (steps: readonly Step[], more: object = {}): string =>
  JSON.stringify(recipe(table, steps, { sources, ...more }), null, 2);

describe('recipes that cannot be run', () => {
  beforeAll(() => {
    work.write(table, 'n,name\n1,a\n2,b\n');
  });

  const cases: [string, string, RegExp][] = [
    ['nothing at all', '', /not valid JSON/],
    ['a comma too many', '{"sluice": 1,}', /not valid JSON.*line 1, column/],
    ['a comment', '{"sluice": 1 /* why */}', /not valid JSON.*line 1/],
    ['JSON that breaks off', bad([]).slice(0, -40), /not valid JSON.*line \d+/],
    ['a list', '[]', /document/],
    ['a version of tomorrow', bad([], { sluice: 2 }), /sluice/],
    ['a key twice', '{"sluice": 1, "sluice": 1}', /sluice/],
    ['an unknown key', bad([], { stpes: [] }), /stpes/],
    [
      'an unknown key in a step',
      bad([Object.assign(step('filter-rows', {}), { parms: {} })]),
      /parms/,
    ],
    ['an unknown operation', bad([step('filter-rowz', {})]), /filter-rowz/],
    [
      'an unknown parameter',
      bad([step('select-columns', { columns: ['n'], colums: [] })]),
      /colums/,
    ],
    ['a parameter of the wrong type', bad([step('select-columns', { columns: 5 })]), /columns/],
    ['a parameter that is missing', bad([step('formula', { column: 'x' })]), /expression/],
    ['a missing column', bad([step('select-columns', { columns: ['m'] })]), /“m”/],
    [
      'a column that a step took away',
      bad([
        step('select-columns', { columns: ['n'] }),
        { ...step('sort-rows', { by: [{ column: 'name' }] }), id: 'two' },
      ]),
      /two[^]*“name”/,
    ],
    ['two steps of one id', bad([step('a', {}), step('b', {})]), /“one” is there twice/],
    [
      'a source that is not there',
      bad([step('join', { with: { source: 'users' }, how: 'left', on: [['n', 'id']] })]),
      /users/,
    ],
    ['no source main', bad([], { sources: {} }), /main/],
    [
      'an expression that cannot be read',
      bad([step('formula', { column: 'x', expression: 'n +' })]),
      /expression|end/i,
    ],
    [
      'an expression of wrong types',
      bad([step('formula', { column: 'x', expression: 'n + name' })]),
      /name|text/,
    ],
    [
      'a function that is not there',
      bad([step('formula', { column: 'x', expression: 'roundd(n)' })]),
      /roundd/,
    ],
    [
      'a default of the wrong type',
      bad([], { parameters: [{ name: 'since', type: 'date', default: 'soon' }] }),
      /since/,
    ],
    [
      'a type that is not there',
      bad([], { parameters: [{ name: 'since', type: 'dat', default: 1 }] }),
      /dat/,
    ],
    [
      'a check of a missing column',
      bad([], { checks: [{ rule: 'not-null', column: 'm', severity: 'error' }] }),
      /“m”/,
    ],
    [
      'an unknown check',
      bad([], { checks: [{ rule: 'not-nul', column: 'n', severity: 'error' }] }),
      /checks/,
    ],
    [
      'a part without a split',
      bad([], { outputs: [{ name: 'x', part: 'train', format: 'csv', uri: 's3://b/' }] }),
      /train/,
    ],
    [
      'text in a CSV for training',
      bad([], { outputs: [{ name: 'x', format: 'csv', uri: 's3://b/', options: { label: 'n' } }] }),
      /“name”.*text/,
    ],
  ];

  it.each(cases)('%s', async (_what, document, says) => {
    work.write('bad.sluice.json', document);
    await refused(work, ['run', 'bad.sluice.json'], {
      exit: 1,
      code: /^bad-(recipe|expression)$/,
      says,
    });
    expect(existsSync(work.path('.sluice'))).toBe(false);
    const validated = await work.run(['validate', 'bad.sluice.json', '--json']);
    expect(validated.code).toBe(1);
    expect(validated.json).toMatchObject({ ok: false });
    expect(validated.stderr).toBe('');
    expect(validated.stdout).toMatch(says);
  });

  it('a recipe that is not there, or is a folder', async () => {
    await refused(work, ['run', 'gone.sluice.json'], {
      ...{ exit: 1, code: 'not-found', says: /gone\.sluice\.json/ },
    });
    mkdirSync(work.path('folder.sluice.json'));
    for (const command of ['run', 'validate', 'preview']) {
      await refused(work, [command, 'folder.sluice.json'], {
        ...{ exit: 1, code: 'not-found', says: /folder\.sluice\.json/ },
      });
    }
  });

  it('data that are not as the recipe says', async () => {
    const other = [...schema, { name: 'city', type: 'text' }];
    const main = { uri: table, format: 'csv', schema: other };
    work.writeJson('drift.sluice.json', recipe(table, [], { sources: { main } }));
    await refused(work, ['run', 'drift.sluice.json'], {
      ...{ exit: 1, code: 'bad-data', says: /city/ },
    });
  });

  it('a value that cannot be converted and shall be an error', async () => {
    const cast = step('change-type', { columns: ['name'], to: 'int64', onError: 'error' });
    work.writeJson('cast.sluice.json', recipe(table, [cast]));
    await refused(work, ['run', 'cast.sluice.json'], {
      ...{ exit: 1, code: 'bad-data', says: /name|“a”|'a'/ },
    });
  });
});
