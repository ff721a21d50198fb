import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plan } from '../../src/core/codegen/plan.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const pythonFolder = join(root, 'src', 'python', 'sluice');
export const python = join(root, '.venv', 'bin', 'python');
export const floorPython = join(root, '.venv-floor', 'bin', 'python');

/** A folder of its own for one test. */
export async function scratch(parent = tmpdir()): Promise<string> {
  return mkdtemp(join(parent, 'sluice-jobs-'));
}

/** Four rows in a CSV, in a Hive folder and outside of one. */
export const sales = {
  'year=2025/a.csv': 'id,amount\n1,10\n2,20\n',
  'b.csv': 'id,amount\n3,x\n4,40\n',
};

export const bytes = (text: string): number => Buffer.byteLength(text);

/** A plan written by hand: it reads `main`, casts, drops nothing, and writes two outputs. */
export function salesPlan(change: Partial<Plan> = {}): Plan {
  return {
    sluicePlan: 1,
    name: 'sales-1',
    recipe: { sha256: 'c'.repeat(64) },
    versions: { sluice: '0.1.0', duckdb: '1.5.6' },
    parameters: { floor: 0 },
    fitted: {},
    sources: {
      main: {
        uri: '../sales',
        format: 'csv',
        options: {},
        snapshot: 'sha256:abc',
        files: Object.entries(sales)
          .map(([path, text]) => ({ path, size: bytes(text) }))
          .sort((a, b) => (a.path < b.path ? -1 : 1)),
      },
    },
    statements: [
      `SET TimeZone = 'UTC'`,
      `CREATE TEMP VIEW "main" AS SELECT id, amount, substr(filename, length({main.base}) + 2) AS file, '{main}' AS kept
       FROM read_csv({main}, header = true, all_varchar = true, filename = true, hive_partitioning = false)`,
      `CREATE TEMP TABLE "result" AS SELECT id::BIGINT AS id, try_cast(amount AS BIGINT) AS amount, file, kept FROM "main" ORDER BY id DESC`,
    ],
    steps: [
      {
        id: 's1',
        op: 'change-type',
        rowsIn: 'SELECT count(*) FROM "main"',
        nulled: `SELECT count(*) FILTER (WHERE try_cast(amount AS BIGINT) IS NULL) FROM "main"`,
      },
      {
        id: 's2',
        op: 'filter-rows',
        rowsOut: 'SELECT count(*) FROM "result" WHERE amount > 10',
      },
    ],
    checks: [
      {
        rule: 'not-null',
        severity: 'warn',
        title: 'amount is never null',
        sql: `SELECT count(*) > 0, count(*) FROM "result" WHERE amount IS NULL`,
      },
    ],
    outputs: [
      {
        name: 'train',
        uri: 's3://lake/train/',
        format: 'csv',
        sql: 'SELECT amount, id, file, kept FROM "result"',
        copyOptions: `FORMAT csv, DELIMITER ',', HEADER false`,
      },
      {
        name: 'all',
        uri: 's3://lake/all/',
        format: 'parquet',
        sql: 'SELECT id FROM "result"',
        copyOptions: 'FORMAT parquet, COMPRESSION zstd',
      },
    ],
    ...change,
  };
}

/** Writes a job directory by hand, as SageMaker would lay it out. */
export async function jobFolder(
  plan: Plan,
  data: Readonly<Record<string, string>> = sales,
  base?: string,
): Promise<string> {
  const folder = base ?? (await scratch());
  await mkdir(join(folder, 'input', 'code'), { recursive: true });
  await cp(join(pythonFolder, 'run.py'), join(folder, 'input', 'code', 'run.py'));
  await writeFile(join(folder, 'input', 'code', 'plan.json'), JSON.stringify(plan));
  for (const [path, text] of Object.entries(data)) {
    const file = join(folder, 'input', 'data', 'main', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return folder;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a Python program to its end; `onLine` may act on the process meanwhile. */
export function runPython(
  command: readonly [string, ...string[]],
  options: {
    readonly env?: Record<string, string>;
    readonly onStdout?: (text: string, pid: number) => void;
  } = {},
): Promise<Ended> {
  const [program, ...words] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, {
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...options.env },
      timeout: 60_000,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data: Buffer) => {
      stdout += data.toString();
      if (child.pid !== undefined) options.onStdout?.(stdout, child.pid);
    });
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

/** Runs `run.py` of a job directory. */
export function runJob(
  base: string,
  options: {
    readonly python?: string;
    readonly env?: Record<string, string>;
    readonly onStdout?: (text: string, pid: number) => void;
  } = {},
): Promise<Ended> {
  const program = options.python ?? python;
  return runPython([program, join(base, 'input', 'code', 'run.py'), '--base', base], options);
}

/** `run.json` as plain JSON. */
export async function runJson(base: string): Promise<Record<string, unknown>> {
  const text = await readFile(join(base, 'output', 'run', 'run.json'), 'utf8');
  // SAFETY: the runner writes one JSON object; each test checks the fields that it reads.
  return JSON.parse(text) as Record<string, unknown>;
}

/** All files below a folder, with `/`, sorted; nothing for a folder that is not there. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

export async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
