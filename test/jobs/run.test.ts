import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  bytes,
  filesBelow,
  floorPython,
  jobFolder,
  python,
  pythonFolder,
  remove,
  runJob,
  runJson,
  runPython,
  sales,
  salesPlan,
  scratch,
} from './jobFolder.ts';
import type { Plan } from '../../src/core/codegen/plan.ts';

const folders: string[] = [];
const like = (pattern: RegExp): unknown => expect.stringMatching(pattern);
const anyNumber: unknown = expect.any(Number);

async function job(plan: Plan, data: Readonly<Record<string, string>> = sales): Promise<string> {
  const folder = await jobFolder(plan, data);
  folders.push(folder);
  return folder;
}

afterEach(async () => {
  await Promise.all(folders.splice(0).map(remove));
});

const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

const main = (files: Plan['sources'][string]['files']): Plan['sources'] => ({
  main: { uri: '../sales', format: 'csv', options: {}, snapshot: 'sha256:abc', files },
});

describe.each([
  ['newest engines', python],
  ['floor', floorPython],
])('run.py on %s', (_name, interpreter) => {
  it('executes a plan: outputs in the order of its SELECT, counts, checks, sums', async () => {
    const base = await job(salesPlan());
    const message = join(base, 'message');
    const end = await runJob(base, { python: interpreter, env: { SLUICE_MESSAGE_FILE: message } });
    expect(end.stderr).toBe('');
    expect(end.code).toBe(0);
    expect(await filesBelow(join(base, 'output'))).toEqual([
      'all/part-00000.parquet',
      'run/run.json',
      'train/part-00000.csv',
    ]);
    const csv = await readFile(join(base, 'output', 'train', 'part-00000.csv'));
    expect(csv.toString()).toBe(
      '40,4,b.csv,{main}\n,3,b.csv,{main}\n20,2,year=2025/a.csv,{main}\n10,1,year=2025/a.csv,{main}\n',
    );
    const parquet = await readFile(join(base, 'output', 'all', 'part-00000.parquet'));
    expect(await runJson(base)).toEqual({
      name: 'sales-1',
      state: 'completed',
      target: 'local',
      recipe: { sha256: 'c'.repeat(64) },
      fitted: {},
      parameters: { floor: 0 },
      inputs: [{ source: 'main', snapshot: 'sha256:abc', verified: 'size' }],
      outputs: [
        { name: 'train', uri: 's3://lake/train/', rows: 4, bytes: csv.length, sha256: sha256(csv) },
        {
          name: 'all',
          uri: 's3://lake/all/',
          rows: 4,
          bytes: parquet.length,
          sha256: sha256(parquet),
        },
      ],
      steps: [
        { id: 's1', rowsIn: 4, rowsOut: 4, nulled: 1 },
        { id: 's2', rowsIn: 4, rowsOut: 2, nulled: 0 },
      ],
      checks: [
        {
          rule: 'not-null',
          title: 'amount is never null',
          severity: 'warn',
          failed: true,
          found: 1,
          of: null,
        },
      ],
      versions: { sluice: '0.1.0', duckdb: '1.5.6', python: like(/^3\.11\./) },
      started: like(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/),
      seconds: anyNumber,
    });
    expect(end.stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^\[1\/7\] DuckDB 1\.5\.6 on Python 3\.11\./),
      '[2/7] Inputs are as planned: 2 files, 39 bytes',
      '[3/7] Ran 3 statements',
      '[4/7] Counted 2 steps',
      '[5/7] Checks: 1, broken: 1',
      '[6/7] Wrote train: 4 rows',
      '[7/7] Wrote all: 4 rows',
    ]);
    expect(JSON.parse(await readFile(message, 'utf8'))).toMatchObject({
      state: 'completed',
      rows: { train: 4, all: 4 },
    });
    expect(existsSync(join(base, 'tmp'))).toBe(false);
  });
});

it('keeps to the syntax of Python 3.10', () => {
  const check = `import ast, sys; ast.parse(open(sys.argv[1]).read(), feature_version=(3, 10))`;
  for (const file of ['run.py', 'train_xgboost.py', 'environment.py']) {
    execFileSync(python, ['-c', check, join(pythonFolder, file)]);
  }
});

describe('inputs that differ from the plan', () => {
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const file = (
    path: keyof typeof sales,
    checksum?: Plan['sources'][string]['files'][0]['checksum'],
  ) => ({
    path,
    size: bytes(sales[path]),
    ...(checksum ? { checksum } : {}),
  });
  const both = [file('b.csv'), file('year=2025/a.csv')] as const;

  it.each([
    [
      'a size',
      [{ path: 'b.csv', size: 7 }, both[1]],
      sales,
      'b.csv of source main has 19 bytes, but the plan says 7.',
    ],
    ['a missing file', [...both, { path: 'c.csv', size: 1 }], sales, 'Source main misses c.csv.'],
    [
      'an extra file',
      [both[0]],
      sales,
      'Source main has year=2025/a.csv, which the plan does not know.',
    ],
    ['a missing folder', both, {}, 'Source main misses b.csv and 1 more.'],
    [
      'an MD5',
      [file('b.csv', { algorithm: 'md5', value: md5('other') }), both[1]],
      sales,
      'b.csv of source main has another md5 than the plan says.',
    ],
    [
      'a SHA-256',
      [both[0], file('year=2025/a.csv', { algorithm: 'sha256', value: '0'.repeat(64) })],
      sales,
      'year=2025/a.csv of source main has another sha256 than the plan says.',
    ],
  ])('%s', async (_name, files, data, sentence) => {
    const base = await job(salesPlan({ sources: main(files) }), data);
    const end = await runJob(base);
    expect(end.code).toBe(1);
    expect(end.stderr).toBe(`${sentence}\n`);
    expect(await runJson(base)).toMatchObject({
      state: 'failed',
      error: { code: 'changed', message: sentence },
      outputs: [],
    });
    expect(await filesBelow(join(base, 'output'))).toEqual(['run/run.json']);
  });

  it('says “checksum” only when every file had one that agreed', async () => {
    const a = file('b.csv', { algorithm: 'md5', value: md5(sales['b.csv']) });
    const digest = sha256(Buffer.from(sales['year=2025/a.csv']));
    const b = file('year=2025/a.csv', { algorithm: 'sha256', value: digest.toUpperCase() });
    const verified = async (files: Plan['sources'][string]['files']): Promise<unknown> => {
      const base = await job(salesPlan({ sources: main(files) }));
      expect((await runJob(base)).code).toBe(0);
      return (await runJson(base)).inputs;
    };
    expect(await verified([a, b])).toMatchObject([{ verified: 'checksum' }]);
    expect(await verified([a, file('year=2025/a.csv')])).toMatchObject([{ verified: 'size' }]);
  });
});

describe('what stops a run', () => {
  const failing = (severity: 'error' | 'warn') => [
    {
      rule: 'row-count',
      severity,
      title: 'at least 100 rows',
      sql: 'SELECT count(*) < 100, count(*) FROM "result"',
    },
  ];

  it('a failed check: exit 3, and nothing is published', async () => {
    const base = await job(salesPlan({ checks: failing('error') }));
    const end = await runJob(base);
    expect(end.code).toBe(3);
    expect(end.stderr).toBe('A check failed: at least 100 rows (found: 4).\n');
    expect(await filesBelow(join(base, 'output'))).toEqual(['run/run.json']);
    expect(await runJson(base)).toMatchObject({
      state: 'failed',
      checks: [{ failed: true, found: 4, severity: 'error' }],
      error: { code: 'check-failed' },
      steps: [{ id: 's1' }, { id: 's2' }],
    });
  });

  it('rows that an output refuses: none of the outputs is published', async () => {
    const [train, all] = salesPlan().outputs;
    if (!train || !all) throw new Error('the plan has two outputs');
    const refuse = {
      sql: 'SELECT count(*) FROM "result" WHERE amount IS NULL',
      message: 'No nulls here.',
    };
    const base = await job(salesPlan({ outputs: [train, { ...all, refuse }] }));
    const end = await runJob(base);
    expect([end.code, end.stderr]).toEqual([1, 'No nulls here.\n']);
    expect(await filesBelow(join(base, 'output'))).toEqual(['run/run.json']);
    expect(await runJson(base)).toMatchObject({ error: { code: 'bad-data', detail: '1 rows' } });
  });

  it('an output folder that is in use', async () => {
    const base = await job(salesPlan());
    expect((await runJob(base)).code).toBe(0);
    const before = await readFile(join(base, 'output', 'train', 'part-00000.csv'), 'utf8');
    const end = await runJob(base);
    expect([end.code, end.stderr]).toEqual([1, 'output/train holds files of an earlier run.\n']);
    expect(await readFile(join(base, 'output', 'train', 'part-00000.csv'), 'utf8')).toBe(before);
  });

  it.each([
    [
      'a failed cast',
      'SELECT amount::BIGINT FROM "main"',
      /^The data stopped the recipe: Could not convert/,
    ],
    ['wrong SQL', 'SELECT nothing FROM "main"', /^DuckDB refused the recipe: Referenced column /],
    ['a file elsewhere', `SELECT * FROM read_text('/etc/hostname')`, /^The recipe reaches outside/],
    [
      'a file above',
      `SELECT * FROM read_text('input/code/plan.json')`,
      /^The recipe reaches outside/,
    ],
    ['an extension', `INSTALL httpfs`, /./],
  ])('%s is one sentence, without a traceback', async (_name, sql, sentence) => {
    const plan = salesPlan();
    const base = await job({ ...plan, statements: [...plan.statements, sql] });
    const end = await runJob(base);
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(sentence);
    expect(end.stderr.trim().split('\n')).toHaveLength(1);
    expect(await filesBelow(join(base, 'output'))).toEqual(['run/run.json']);
  });

  it('a traceback is shown when it is asked for', async () => {
    const base = await job(salesPlan({ statements: ['SELECT 1 FROM nowhere'] }));
    const end = await runJob(base, { env: { SLUICE_DEBUG: '1' } });
    expect(end.stderr).toContain('Traceback (most recent call last)');
  });

  it('no plan, and a plan of another kind', async () => {
    const empty = await scratch();
    folders.push(empty);
    const runner = join(pythonFolder, 'run.py');
    const none = await runPython([python, runner, '--base', empty]);
    expect([none.code, none.stderr]).toEqual([
      1,
      `There is no plan at ${empty}/input/code/plan.json.\n`,
    ]);
    expect(await runJson(empty)).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
    await mkdir(join(empty, 'input', 'code'), { recursive: true });
    await writeFile(join(empty, 'input', 'code', 'plan.json'), '{"sluicePlan": 2}');
    const other = await runPython([python, runner], { env: { SLUICE_BASE: empty } });
    expect(other.stderr).toMatch(/is not a plan that this runner knows \(sluicePlan 1\)\.\n$/);
  });

  it('SIGTERM in the middle of a statement: state stopped, nothing published', async () => {
    const long = 'SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b';
    const plan = salesPlan();
    const base = await job({ ...plan, statements: [...plan.statements, long] });
    const message = join(base, 'message');
    const begun = Date.now();
    let sent = false;
    const end = await runJob(base, {
      env: { SLUICE_MESSAGE_FILE: message },
      onStdout: (text, pid) => {
        if (sent || !text.includes('[2/7]')) return;
        sent = true;
        setTimeout(() => process.kill(pid, 'SIGTERM'), 500);
      },
    });
    expect([end.code, end.stderr]).toEqual([130, 'The run was stopped.\n']);
    expect(Date.now() - begun).toBeLessThan(15_000);
    expect(await runJson(base)).toMatchObject({ state: 'stopped', error: { code: 'cancelled' } });
    expect(await filesBelow(join(base, 'output'))).toEqual(['run/run.json']);
    expect(JSON.parse(await readFile(message, 'utf8'))).toMatchObject({ state: 'stopped' });
  });

  it('too little memory', async () => {
    const plan = salesPlan();
    const big = 'SELECT list(i) FROM range(200000000) t(i)';
    const base = await job({ ...plan, statements: [...plan.statements, big] });
    const end = await runJob(base, { env: { SLUICE_MEMORY_LIMIT: '200MB' } });
    expect([end.code, end.stderr]).toEqual([1, 'There is not enough memory for the recipe.\n']);
    expect(await runJson(base)).toMatchObject({ error: { code: 'out-of-memory' } });
  });

  // Only root may mount a disk that is small enough to fill.
  it.runIf(process.getuid?.() === 0)(
    'a full disk: one sentence, run.json, nothing half-written',
    async () => {
      const base = await scratch();
      folders.push(base);
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', base]);
      try {
        const big = {
          name: 'big',
          uri: '',
          format: 'csv' as const,
          sql: 'SELECT range, md5(range::VARCHAR) FROM range(1000000)',
          copyOptions: 'FORMAT csv',
        };
        await jobFolder(salesPlan({ outputs: [...salesPlan().outputs, big] }), sales, base);
        const end = await runJob(base);
        expect([end.code, end.stderr]).toEqual([
          1,
          'The disk is full: output big needs more room.\n',
        ]);
        expect(await runJson(base)).toMatchObject({
          state: 'failed',
          error: { code: 'disk-full' },
        });
        expect(await filesBelow(join(base, 'output'))).toEqual(['run/run.json']);
      } finally {
        execFileSync('umount', [base]);
      }
    },
  );
});

it('reads the same below a folder that looks like a Hive key', async () => {
  const parent = await scratch();
  folders.push(parent);
  const plan = salesPlan();
  const hive = `CREATE TEMP VIEW "main" AS SELECT * FROM read_csv({main}, hive_partitioning = true, header = true)`;
  const rest = { steps: [], checks: [] };
  const [, all] = plan.outputs;
  if (!all) throw new Error('the plan has two outputs');
  const outputs = [
    {
      ...all,
      sql: 'SELECT * FROM "main"',
      format: 'csv' as const,
      copyOptions: 'FORMAT csv, HEADER true',
    },
  ];
  const data = { 'year=2025/a.csv': sales['year=2025/a.csv'] };
  const files = [{ path: 'year=2025/a.csv', size: bytes(sales['year=2025/a.csv']) }];
  const base = await jobFolder(
    { ...plan, ...rest, outputs, statements: [hive], sources: main(files) },
    data,
    join(parent, 'user=7'),
  );
  expect((await runJob(base)).stderr).toBe('');
  expect(await readFile(join(base, 'output', 'all', 'part-00000.csv'), 'utf8')).toBe(
    'id,amount,year\n1,10,2025\n2,20,2025\n',
  );
});

it('keeps the summary within 1 KB', async () => {
  const [train] = salesPlan().outputs;
  if (!train) throw new Error('the plan has outputs');
  const outputs = Array.from({ length: 60 }, (_, i) => ({
    ...train,
    name: `output-number-${String(i)}`,
  }));
  const base = await job(salesPlan({ outputs }));
  const message = join(base, 'message');
  expect((await runJob(base, { env: { SLUICE_MESSAGE_FILE: message } })).code).toBe(0);
  const text = await readFile(message, 'utf8');
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024);
  expect(JSON.parse(text)).toMatchObject({ state: 'completed', rows: 240 });
});
