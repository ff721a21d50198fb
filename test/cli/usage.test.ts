import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, useBuild } from './build.ts';
import { recipe, step } from './recipe.ts';
import { refused } from './refused.ts';
import { Workspace, python } from './sluice.ts';

useBuild();

const table = 'table.csv';
let work: Workspace;
beforeAll(() => {
  work = new Workspace();
  work.write(table, 'n,name\n1,a\n2,b\n');
  work.writeJson('sound.sluice.json', recipe(table, []));
  mkdirSync(work.path('empty'));
});
afterAll(() => {
  work.remove();
});

describe('wrong usage', () => {
  beforeAll(() => {
    const parameters = [{ name: 'least', type: 'int64', default: '1' }];
    const where = { column: 'n', is: 'at-least', value: { param: 'least' } };
    work.writeJson(
      'set.sluice.json',
      recipe(table, [step('filter-rows', { where })], { parameters }),
    );
  });

  it.each([
    ['an unknown command', ['profil', 'x'], /profil/],
    ['an unknown flag', ['profile', 'x', '--fast'], /--fast/],
    ['a missing argument', ['profile'], /uri/],
    ['an argument too many', ['profile', 'a', 'b'], /argument/],
    ['a flag with nothing in it', ['profile', 'x', '--columns', ','], /--columns/],
    ['flags that exclude each other', ['run', 'x', '--local', '--sagemaker'], /--local/],
    ['a number that is none', ['preview', table, '--rows', '-1'], /--rows/],
    ['a target that is not there', ['export', 'x', '--target', 'sas', '--out', 'y'], /sas/],
    ['no --out', ['export', 'x', '--target', 'pandas'], /--out/],
    ['a step that is not there', ['preview', 'set.sluice.json', '--step', 'two'], /“two”/],
    ['--set without a value', ['run', 'set.sluice.json', '--set', 'least'], /least/],
    ['--set of no parameter', ['run', 'set.sluice.json', '--set', 'most=1'], /“most”/],
    ['--set of a wrong type', ['run', 'set.sluice.json', '--set', 'least=few'], /least.*few/],
    ['a run that has no name', ['jobs', 'show'], /name/],
    ['a name that is none', ['jobs', 'show', '../../etc'], /etc/],
    [
      'a script named like a package',
      ['export', 'set.sluice.json', '--target', 'polars', '--out', 'polars.py'],
      /polars\.py/,
    ],
    [
      'the recipe itself as --out',
      ['export', 'set.sluice.json', '--target', 'duckdb', '--out', 'set.sluice.json'],
      /set\.sluice\.json/,
    ],
  ])('%s', async (_what, args, says) => {
    await refused(work, args, { exit: 2, code: 'usage', says });
  });

  it('no command at all shows the help; exit 2', async () => {
    const end = await work.run([]);
    expect(end.code).toBe(2);
    expect(end.stderr).toMatch(/Usage: sluice/);
  });

  it('--help and --version are answers: exit 0', async () => {
    const help = await work.run(['run', '--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toMatch(/--sagemaker/);
    const version = await work.run(['--version']);
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    expect(version.code).toBe(0);
    expect(manifest).toContain(`"version": "${version.stdout.trim()}"`);
  });
});

describe('Python', () => {
  it('a path that leads to nothing', async () => {
    await refused(work, ['run', 'sound.sluice.json', '--python', '/nonexistent'], {
      ...{ exit: 1, code: 'python', says: /\/nonexistent/ },
    });
  });

  it('a program that is no Python, by SLUICE_PYTHON', async () => {
    const env = { SLUICE_PYTHON: '/bin/true' };
    await refused(
      work,
      ['run', 'sound.sluice.json'],
      { exit: 1, code: 'python', says: /\/bin\/true/ },
      { env },
    );
  });

  it('none on the path at all', async () => {
    const env = { SLUICE_PYTHON: '', PATH: work.path('empty') };
    await refused(
      work,
      ['run', 'sound.sluice.json'],
      { exit: 1, code: 'python', says: /no Python/ },
      { env },
    );
  });

  it('one without duckdb', async () => {
    const bare = work.path('bare');
    execFileSync(python, ['-m', 'venv', '--without-pip', bare]);
    await refused(work, ['run', 'sound.sluice.json', '--python', join(bare, 'bin/python')], {
      exit: 1,
      code: 'python',
      says: /duckdb.*1\.5\.6|DuckDB.*1\.5\.6/,
    });
  });
});

describe('a reader', () => {
  it('that has seen enough, such as head, ends the command without a word', async () => {
    const flights = join(root, 'node_modules/vega-datasets/data/flights-3m.parquet');
    const running = work.start(['preview', flights, '--rows', '20000', '--json']);
    running.process.stdout.once('data', () => running.process.stdout.destroy());
    const end = await running.ended;
    expect(end.stderr).toBe('');
  });
});
