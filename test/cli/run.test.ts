import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { useBuild } from './build.ts';
import {
  jobsAnswer,
  ordersCsv,
  ordersRecipe,
  ordersTable,
  runAnswer,
  seedOrders,
} from './orders.ts';
import { query, quoted, rowsOf } from './query.ts';
import { contents, refused } from './refused.ts';
import { recipe } from './recipe.ts';
import { Workspace } from './sluice.ts';

useBuild();

const file = 'orders.sluice.json';
const sha256 = z.string().regex(/^sha256:[0-9a-f]{64}$/);
const fitted = z.strictObject({
  values: z.record(z.string(), z.unknown()),
  on: z.enum(['train', 'all']),
  snapshot: sha256,
  prefix: sha256,
});
const withFitted = z.object({ fitted: z.record(z.string(), fitted) });

/** A workspace in which the recipe has learned its median; each test gets a fresh one. */
let work: Workspace;
beforeEach(async () => {
  work = new Workspace();
  await seedOrders(work);
  return () => {
    work.remove();
  };
});

async function run(...args: string[]): Promise<z.infer<typeof runAnswer>> {
  return runAnswer.parse(await work.json(['run', file, ...args]));
}

const runs = async (): Promise<z.infer<typeof jobsAnswer>['runs']> =>
  jobsAnswer.parse(await work.json(['jobs'])).runs;

describe('fitted values', () => {
  it('are wanted before a run: exit 1, and nothing is written', async () => {
    await refused(work, ['run', file], { exit: 1, code: 'stale', says: /fill \(never learned\)/ });
    expect(existsSync(work.path('.sluice'))).toBe(false);
  });

  it('--refit writes them by a minimal edit, and only them', async () => {
    await run('--refit');
    const text = work.read(file);
    const at = ordersRecipe.indexOf('"fitted": {') + '"fitted": {'.length;
    const rest = ordersRecipe.length - at;
    expect(text.slice(0, at)).toBe(ordersRecipe.slice(0, at));
    expect(text.slice(-rest).trimStart()).toBe(ordersRecipe.slice(at));
    const { fill, ...more } = withFitted.parse(JSON.parse(text)).fitted;
    expect([fill?.values, fill?.on, more]).toEqual([{ amount: 4.25 }, 'all', {}]);
    // The second time there is nothing to change.
    await run();
    await run('--refit');
    expect(work.read(file)).toBe(text);
  });

  it.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    [
      'tabs',
      (text: string) => text.replaceAll(/^ +/gm, (blanks) => '\t'.repeat(blanks.length / 2)),
    ],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['no key "fitted"', (text: string) => text.replace('  "fitted": {},\n', '')],
  ])('--refit keeps %s', async (_what, change) => {
    const before = change(ordersRecipe);
    work.write(file, before);
    await run('--refit');
    const after = work.read(file);
    expect(after).toContain('4.25');
    const kept = before.split('\n').filter((line) => !line.includes('"fitted"'));
    const lines = new Set(after.split('\n'));
    expect(
      kept.filter((line) => !lines.has(line) && !lines.has(line.replace(/(\r?)$/, ',$1'))),
    ).toEqual([]);
    await run();
  });

  it('are stale after a change above them: exit 1; a note or a step below changes nothing', async () => {
    await run('--refit');
    const text = work.read(file);
    work.write(
      file,
      text.replace('  spaces   stay ', 'another note').replace('amount * 2', 'amount * 3'),
    );
    expect((await run()).state).toBe('completed');
    work.write(file, text.replace('on-or-after', 'after'));
    await refused(work, ['run', file], { exit: 1, code: 'stale', says: /fill \(stale\)/ });
    expect(await work.json(['validate', file])).toMatchObject({ ok: true, stale: ['fill'] });
  });

  it('--refit on other data says what moved', async () => {
    await run('--refit');
    work.write('orders.csv', work.read('orders.csv').replace('4,10,1.00', '4,10,4.00'));
    const kept = await run();
    expect((await rowsOf(join(kept.run, 'output/all')))[2]).toEqual([
      '2',
      'Béa',
      null,
      4.25,
      false,
      8.5,
    ]);
    const end = await work.run(['run', file, '--refit', '--json']);
    expect([end.code, runAnswer.parse(end.json).state]).toEqual([0, 'completed']);
    expect(end.stderr).toMatch(/fill, amount: 4\.25 → 4\.75/);
  });
});

describe('a run here', () => {
  it('gives the literal table as Parquet and CSV, in order', async () => {
    const answer = await run('--refit', '--local');
    expect(answer).toMatchObject({ state: 'completed', rows: { in: 6, out: 5 } });
    expect(answer.outputs).toEqual([
      { name: 'all', uri: `file://${answer.run}/output/all/`, rows: 5 },
      { name: 'plain', uri: `file://${answer.run}/output/plain/`, rows: 5 },
    ]);
    expect(answer.checks.map(({ rule, failed, found }) => ({ rule, failed, found }))).toEqual([
      { rule: 'unique', failed: false, found: 0 },
      { rule: 'not-null', failed: true, found: 2 },
    ]);
    expect(answer.run).toBe(join(work.folder, '.sluice/runs', basename(answer.run)));
    expect(await rowsOf(join(answer.run, 'output/all'))).toEqual(ordersTable);
    const [part] = readdirSync(join(answer.run, 'output/plain'));
    expect(part).toMatch(/^part-.*\.csv$/);
    expect(work.read(join('.sluice/runs', basename(answer.run), 'output/plain', part ?? ''))).toBe(
      ordersCsv,
    );
    const types = await query(
      `SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet(${quoted(`${answer.run}/output/all/*`)}))`,
    );
    expect(types.map(([, type]) => type)).toEqual([
      ...['BIGINT', 'VARCHAR', 'VARCHAR', 'DOUBLE', 'BOOLEAN', 'DOUBLE'],
    ]);
  });

  it('for people names rows, checks that do not hold, and where the files are', async () => {
    const end = await work.run(['run', file, '--refit']);
    expect(end.code).toBe(0);
    expect(end.stdout).toMatch(/orders-\S+: completed, 6 rows in, 5 out/);
    expect(end.stdout).toMatch(/warn: city is never null does not hold \(2\)/);
    expect(end.stdout).toMatch(/all: 5 rows, file:\/\/.*\/output\/all\//);
  });

  it('--set changes a parameter of this run, and neither recipe nor fitted values', async () => {
    await run('--refit');
    const text = work.read(file);
    const answer = await run('--set', 'since=2026-01-03');
    expect(await rowsOf(join(answer.run, 'output/all'))).toEqual(
      ordersTable.filter(([id]) => ['3', '4', '5'].includes(String(id))),
    );
    expect(work.read(file)).toBe(text);
  });

  it('--out is the job directory of the format', async () => {
    const out = work.path('elsewhere/job');
    const answer = await run('--refit', '--out', out);
    expect(answer.run).toBe(out);
    const files = readdirSync(out, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(out.length + 1));
    expect(files.sort()).toEqual([
      'input/code/plan.json',
      'input/code/recipe.json',
      'input/code/run.py',
      'input/data/customers/customers.parquet',
      'input/data/main/orders.csv',
      expect.stringMatching(/^output\/all\/part-\d+\.parquet$/),
      expect.stringMatching(/^output\/plain\/part-\d+\.csv$/),
      'output/run/run.json',
    ]);
    expect(work.read('elsewhere/job/input/code/recipe.json')).toBe(work.read(file));
    expect((await runs()).map(({ state }) => state)).toEqual(['completed']);
  });

  it('--out that holds a run is refused, and not a byte of it changes', async () => {
    await run('--refit', '--out', work.path('job'));
    await refused(work, ['run', file, '--out', work.path('job')], {
      ...{ exit: 1, code: 'name-taken', says: /job holds a run already/ },
    });
  });

  it('a job document gives parameters, which --set beats', async () => {
    await run('--refit');
    const parameters = { since: '2026-01-04' };
    work.writeJson('late.job.json', { sluiceJob: 1, recipe: file, parameters });
    const ids = async (...args: string[]): Promise<unknown> => {
      const answer = runAnswer.parse(await work.json(['run', 'late.job.json', ...args]));
      return (await rowsOf(join(answer.run, 'output/all'))).map(([id]) => id);
    };
    expect(await ids()).toEqual(['5', '4']);
    expect(await ids('--set', 'since=2026-02-01')).toEqual(['5']);
  });
});

describe('a run whose checks fail before its rows are counted', () => {
  it('tells no figures', async () => {
    work.write('words.csv', 'n\n7\n7\n');
    const schema = [{ name: 'n', type: 'int64' }];
    const main = { uri: 'words.csv', format: 'csv', options: {}, schema };
    const checks = [{ rule: 'unique', severity: 'error', columns: ['n'] }];
    work.writeJson('words.sluice.json', recipe('words.csv', [], { sources: { main }, checks }));
    const end = await work.run(['run', 'words.sluice.json']);
    expect(end.code).toBe(3);
    expect(end.stdout).toMatch(/: failed, [\d.]+ s\n/);
    const told = await work.run(['run', 'words.sluice.json', '--json']);
    expect(runAnswer.parse(told.json).rows).toEqual({ in: null, out: null });
  });
});

describe('checks', () => {
  const failing = ordersRecipe.replace('"columns": ["id"]', '"columns": ["name"]');

  it('of severity error: exit 3, nothing is published, the recipe stays', async () => {
    work.write(file, failing);
    const end = await work.run(['run', file, '--refit', '--json']);
    expect(end.code).toBe(3);
    const answer = runAnswer.parse(end.json);
    expect(answer).toMatchObject({ state: 'failed', outputs: [] });
    expect(answer.checks[0]).toMatchObject({ rule: 'unique', failed: true, found: 1 });
    expect(readdirSync(join(answer.run, 'output/all'))).toEqual([]);
    expect(readdirSync(join(answer.run, 'output/plain'))).toEqual([]);
    const plain = await work.run(['run', file]);
    expect(plain.code).toBe(3);
    expect(plain.stderr).toMatch(/name is unique.*Nothing was published/s);
    expect((await runs()).map(({ state }) => state)).toEqual(['failed', 'failed']);
  });
});

describe('the history', () => {
  it('is there for a new process, newest first: list and show', async () => {
    expect(await runs()).toEqual([]);
    const first = await run('--refit');
    const second = await run();
    const names = [basename(second.run), basename(first.run)];
    expect(
      (await runs()).map(({ name, kind, target, state }) => [name, kind, target, state]),
    ).toEqual(names.map((name) => [name, 'run', 'local', 'completed']));
    expect(await work.json(['jobs', 'show', names[0] ?? ''])).toMatchObject({
      ...{ name: names[0], state: 'completed', directory: second.run },
      document: work.path(file),
      outputs: second.outputs,
    });
    const shown = await work.run(['jobs', 'list']);
    expect(shown.stdout).toMatch(new RegExp(`${String(names[0])}.*run.*local.*completed`));
    await refused(work, ['jobs', 'show', 'orders-1'], {
      exit: 1,
      code: 'not-found',
      says: /orders-1/,
    });
    const local = { exit: 2, code: 'usage', says: /ran on this machine/ };
    await refused(work, ['jobs', 'logs', names[0] ?? ''], local);
    await refused(work, ['jobs', 'stop', names[0] ?? '', '--yes'], local);
  });

  it('lies in the nearest folder above that holds .sluice or .git, else beside the recipe', async () => {
    await run('--refit');
    expect(readdirSync(work.path('.sluice')).sort()).toEqual(['.gitignore', 'runs']);
    expect(work.read('.sluice/.gitignore')).toBe('runs/\n');
  });
});

describe('a run that ends badly', () => {
  /** Says that it is a Python 3.11, then works for ever. */
  const slow =
    '#!/bin/sh\ncase "$1" in -c) echo 3 11 0 ;; *) echo $$ > "$(dirname "$0")/started"; exec sleep 60 ;; esac\n';

  async function slowRun(): Promise<ReturnType<Workspace['start']>> {
    await run('--refit');
    work.write('slow.sh', slow);
    chmodSync(work.path('slow.sh'), 0o755);
    const running = work.start(['run', file, '--python', work.path('slow.sh')]);
    while (!existsSync(work.path('started')) || work.read('started') === '')
      await new Promise((done) => setTimeout(done, 50));
    return running;
  }

  it('is stopped by Ctrl-C: exit 130, and the history says so', async () => {
    const running = await slowRun();
    const before = contents(work);
    running.process.kill('SIGINT');
    const end = await running.ended;
    expect([end.code, end.stdout, end.stderr]).toEqual([130, '', 'Cancelled.\n']);
    expect((await runs())[0]?.state).toBe('stopped');
    expect(contents(work)).toEqual(before);
  });

  it('is killed: the history says that it runs until its runner is gone too', async () => {
    const running = await slowRun();
    running.process.kill('SIGKILL');
    await running.ended;
    expect((await runs())[0]?.state).toBe('running');
    process.kill(Number(work.read('started')), 'SIGKILL');
    await expect.poll(async () => (await runs())[0]?.state, { timeout: 20_000 }).toBe('failed');
  });

  it('fails: exit 1, one sentence, no output that looks whole', async () => {
    work.write(file, ordersRecipe.replace('"onError": "null"', '"onError": "error"'));
    work.write(
      'orders.csv',
      work.read('orders.csv').replace('2026-01-03,yes', '2026-01-03,perhaps'),
    );
    const args = ['run', file, '--refit', '--out', work.path('job')];
    const end = await work.run([...args, '--json']);
    expect(end.code).toBe(1);
    expect(end.json).toMatchObject({ error: { code: 'bad-data' } });
    expect(end.stdout).toMatch(/perhaps/);
    expect(readdirSync(work.path('job/output/all'))).toEqual([]);
    const [failed] = await runs();
    expect(failed?.state).toBe('failed');
    const shown = await work.json(['jobs', 'show', failed?.name ?? '']);
    expect(shown).toMatchObject({ error: { code: 'bad-data' } });
  });
});

describe('preview of a recipe', () => {
  it('--step shows the table after that step, --rows cuts it', async () => {
    expect(await work.json(['preview', file, '--step', 'recent', '--rows', '2'])).toEqual({
      columns: [
        { name: 'id', type: 'int64' },
        { name: 'customer', type: 'int64' },
        { name: 'amount', type: 'float64' },
        { name: 'placed', type: 'date' },
        { name: 'paid', type: 'text' },
      ],
      rows: [
        ['1', '10', 5.5, '2026-01-01', 'yes'],
        ['2', '11', null, '2026-01-02', 'no'],
      ],
      total: 5,
      skipped: 3,
    });
  });

  it('of a step that has not learned yet says so', async () => {
    await refused(work, ['preview', file, '--step', 'fill'], {
      exit: 1,
      code: 'stale',
      says: /fill/,
    });
  });
});
