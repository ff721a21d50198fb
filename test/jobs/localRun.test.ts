import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunHistory } from '../../src/jobs/history.ts';
import { writeJobDirectory } from '../../src/jobs/jobDirectory.ts';
import type { JobFile } from '../../src/jobs/jobDirectory.ts';
import { runLocally } from '../../src/jobs/localRun.ts';
import type { LocalRunInput } from '../../src/jobs/localRun.ts';
import { runRows } from '../../src/jobs/runDocument.ts';
import {
  filesBelow,
  python,
  pythonFolder,
  remove,
  root,
  sales,
  salesPlan,
  scratch,
} from './jobFolder.ts';

let folder: string;

beforeEach(async () => {
  folder = await scratch();
  for (const [path, text] of Object.entries(sales)) {
    await mkdir(dirname(join(folder, 'sales', path)), { recursive: true });
    await writeFile(join(folder, 'sales', path), text);
  }
});
afterEach(async () => {
  await remove(folder);
});

const files = (): Record<string, readonly JobFile[]> => ({
  main: Object.keys(sales).map((path) => ({ path, file: join(folder, 'sales', path) })),
});

async function input(change: Partial<LocalRunInput> = {}): Promise<LocalRunInput> {
  return {
    history: await RunHistory.near(join(folder, 'sales.sluice.json')),
    plan: salesPlan(),
    recipeText: '{"sluice": 1}\n',
    recipePath: join(folder, 'sales.sluice.json'),
    files: files(),
    python,
    pythonFolder,
    env: process.env,
    ...change,
  };
}

describe('a run here', () => {
  it('writes the job directory, executes it and keeps the record', async () => {
    const given = await input();
    const told: string[] = [];
    const { run, record, error } = await runLocally(given, {
      onProgress: ({ what, done, total }) => told.push(`${String(done)}/${String(total)} ${what}`),
    });
    expect(error).toBeUndefined();
    const directory = join(folder, '.sluice', 'runs', 'sales-1');
    expect(await filesBelow(directory)).toEqual([
      'input/code/plan.json',
      'input/code/recipe.json',
      'input/code/run.py',
      'input/data/main/b.csv',
      'input/data/main/year=2025/a.csv',
      'output/all/part-00000.parquet',
      'output/run/run.json',
      'output/train/part-00000.csv',
      'record.json',
    ]);
    expect(run && runRows(run)).toEqual({ in: 4, out: 2 });
    expect(record).toMatchObject({
      name: 'sales-1',
      kind: 'run',
      target: 'local',
      state: 'completed',
      directory,
      outputs: [
        { name: 'train', uri: `file://${directory}/output/train/`, rows: 4 },
        { name: 'all', uri: `file://${directory}/output/all/`, rows: 4 },
      ],
      snapshots: { main: 'sha256:abc' },
    });
    expect(told[0]).toMatch(/^1\/7 DuckDB 1\.5\.6 on Python/);
    expect(told.at(-1)).toBe('7/7 Wrote all: 4 rows');
    expect(await given.history.list()).toEqual([{ name: 'sales-1', record }]);
    // Linked, not copied.
    expect((await stat(join(directory, 'input', 'data', 'main', 'b.csv'))).nlink).toBe(2);
  });

  it('a failed check is no exception: its run and its error come back', async () => {
    const checks = [
      { rule: 'row-count', severity: 'error' as const, title: 'none', sql: 'SELECT true, 4' },
    ];
    const { run, record, error } = await runLocally(await input({ plan: salesPlan({ checks }) }));
    expect(error?.code).toBe('check-failed');
    expect(run?.checks).toMatchObject([{ failed: true, found: 4 }]);
    expect(record).toMatchObject({ state: 'failed', error: { code: 'check-failed' } });
  });

  it('gives the runner no credentials', async () => {
    const spy = join(folder, 'spy.sh');
    await writeFile(spy, `#!/bin/sh\nenv > ${folder}/env\nexec ${python} "$@"\n`);
    await chmod(spy, 0o755);
    const env = {
      ...process.env,
      AWS_SECRET_ACCESS_KEY: 'secret',
      aws_profile: 'x',
      GITHUB_TOKEN: 'x',
    };
    const { error } = await runLocally(await input({ python: spy, env }));
    expect(error).toBeUndefined();
    const seen = await readFile(join(folder, 'env'), 'utf8');
    expect(seen).toMatch(/^PATH=/m);
    expect(seen).not.toMatch(/^(AWS|aws|GITHUB)/m);
  });

  it('can be cancelled: the process ends, the record says stopped', async () => {
    const plan = salesPlan();
    const statements = [
      ...plan.statements,
      'SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b',
    ];
    const controller = new AbortController();
    const given = await input({ plan: { ...plan, statements } });
    const running = runLocally(given, {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 2)
          setTimeout(() => {
            controller.abort();
          }, 300);
      },
    });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await given.history.get('sales-1')).toMatchObject({ state: 'stopped' });
    expect(await filesBelow(join(given.history.directoryOf('sales-1'), 'output'))).toEqual([
      'run/run.json',
    ]);
  });

  it('goes on when its starter is killed, and the history tells how it ended', async () => {
    const given = await input();
    const wait = 'SELECT sum(a.range * b.range) FROM range(20000) a, range(10000) b';
    const plan = { ...given.plan, statements: [...given.plan.statements, wait] };
    const script = `
      const { RunHistory } = await import(${JSON.stringify(join(root, 'src/jobs/history.ts'))});
      const { runLocally } = await import(${JSON.stringify(join(root, 'src/jobs/localRun.ts'))});
      const input = JSON.parse(process.argv[1]);
      const history = new RunHistory(input.history);
      const onLine = (line) => { if (line.startsWith('[2/7]')) process.kill(process.pid, 'SIGKILL'); };
      await runLocally({ ...input, history, onLine });`;
    const argument = JSON.stringify({ ...given, plan, history: given.history.folder });
    const starter = spawn(process.execPath, ['--input-type=module', '-e', script, argument]);
    await once(starter, 'exit');
    expect(starter.signalCode).toBe('SIGKILL');
    expect(await given.history.get('sales-1')).toMatchObject({ state: 'running' });
    await expect
      .poll(async () => (await given.history.get('sales-1')).state, { timeout: 30_000 })
      .not.toBe('running');
    expect(await given.history.get('sales-1')).toMatchObject({
      state: 'completed',
      outputs: [
        { name: 'train', rows: 4 },
        { name: 'all', rows: 4 },
      ],
    });
  }, 40_000);

  it('a process that is killed from outside is told as such', async () => {
    const killer = join(folder, 'killer.sh');
    await writeFile(killer, '#!/bin/sh\nkill -9 $$\n');
    await chmod(killer, 0o755);
    const { error, run, record } = await runLocally(await input({ python: killer }));
    expect(run).toBeUndefined();
    expect(error?.code).toBe('out-of-memory');
    expect(record.state).toBe('failed');
  });

  it('a Python that is not there', async () => {
    const running = runLocally(await input({ python: join(folder, 'nothing') }));
    await expect(running).rejects.toMatchObject({ code: 'python' });
  });

  it('a wrong DuckDB: both versions are named', async () => {
    const plan = salesPlan({ versions: { sluice: '0.1.0', duckdb: '9.9.9' } });
    const { error } = await runLocally(await input({ plan }));
    expect(error?.code).toBe('python');
    expect(error?.message).toMatch(
      /^This job needs duckdb 9\.9\.9, but Python 3\.11\.\d+ has duckdb 1\.5\.6, and input\/wheels holds no wheel of 9\.9\.9\.$/,
    );
  });

  it('a wheel that cannot be installed', async () => {
    const wheel = join(folder, 'duckdb-9.9.9-cp27-cp27m-win32.whl');
    await writeFile(wheel, 'no wheel');
    const plan = salesPlan({ versions: { sluice: '0.1.0', duckdb: '9.9.9' } });
    const base = join(folder, 'job');
    await writeJobDirectory({
      directory: base,
      plan,
      recipeText: '{}',
      pythonFolder,
      files: files(),
      wheels: [wheel],
    });
    const child = spawn(python, [join(base, 'input/code/run.py'), '--base', base]);
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    await once(child, 'close');
    expect(stderr).toMatch(
      /9\.9\.9.*1\.5\.6, and the wheel in input\/wheels could not be installed\.\n$/,
    );
  });
});

describe('the job directory', () => {
  it('has a hash of its code that changes with the plan and the recipe only', async () => {
    const write = async (name: string, recipeText: string, plan = salesPlan()) =>
      writeJobDirectory({
        ...{ directory: join(folder, name), plan, recipeText, pythonFolder, files: files() },
        outputUris: { train: 's3://lake/train/sales-1/', all: 's3://lake/all/sales-1/' },
      });
    const first = await write('a', '{}');
    expect(first.codeSha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await write('b', '{}')).codeSha256).toBe(first.codeSha256);
    expect((await write('c', '{ }')).codeSha256).not.toBe(first.codeSha256);
    const other = await write('d', '{}', salesPlan({ parameters: { floor: 1 } }));
    expect(other.codeSha256).not.toBe(first.codeSha256);
  });

  it('links what a symbolic link leads to', async () => {
    await symlink(join(folder, 'sales', 'b.csv'), join(folder, 'link.csv'));
    const directory = join(folder, 'job');
    await writeJobDirectory({
      ...{ directory, plan: salesPlan(), recipeText: '{}', pythonFolder },
      files: { main: [{ path: 'b.csv', file: join(folder, 'link.csv') }] },
    });
    const placed = join(directory, 'input', 'data', 'main', 'b.csv');
    expect(await readFile(placed, 'utf8')).toBe(sales['b.csv']);
    expect((await stat(placed)).ino).toBe((await stat(join(folder, 'sales', 'b.csv'))).ino);
  });

  it.each(['../evil.csv', 'a/../../b.csv', 'a//b.csv'])('refuses the path %s', async (path) => {
    const directory = join(folder, 'job');
    const writing = writeJobDirectory({
      ...{ directory, plan: salesPlan(), recipeText: '{}', pythonFolder },
      files: { main: [{ path, file: join(folder, 'sales', 'b.csv') }] },
    });
    await expect(writing).rejects.toMatchObject({ code: 'bad-recipe' });
  });

  it('never goes into a folder that holds a run', async () => {
    const given = {
      directory: join(folder, 'job'),
      plan: salesPlan(),
      recipeText: '{}',
      pythonFolder,
    };
    await writeJobDirectory(given);
    await expect(writeJobDirectory(given)).rejects.toMatchObject({ code: 'name-taken' });
  });
});
