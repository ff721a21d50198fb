import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Target } from '../../../src/core/operations/define.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Every engine that an exported script must run on. */
export const engines = [
  { name: 'DuckDB', target: 'duckdb', environment: '.venv' },
  { name: 'pandas 3', target: 'pandas', environment: '.venv' },
  { name: 'pandas 2.2', target: 'pandas', environment: '.venv-floor' },
  { name: 'polars', target: 'polars', environment: '.venv' },
  { name: 'PySpark 4', target: 'pyspark', environment: '.venv' },
  { name: 'PySpark 3.5', target: 'pyspark', environment: '.venv-floor' },
] as const satisfies readonly { name: string; target: Target; environment: string }[];

export type Engine = (typeof engines)[number];

/** What a run of a script ended with. */
export interface Ended {
  readonly code: number;
  readonly stderr: string;
}

/** What is given to a script: Python gets it as flags, SQL by its `SET VARIABLE` lines. */
export interface Given {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, string>>;
  /** Settings of the Spark session. */
  readonly spark?: Readonly<Record<string, string>>;
}

/** Runs an exported script as a stranger would, writing below `out`. */
export async function runScript(
  engine: Engine,
  script: string,
  folder: string,
  out: string,
  given: Given = {},
): Promise<Ended> {
  const python = join(root, engine.environment, 'bin', 'python');
  if (engine.target === 'duckdb') {
    await mkdir(out, { recursive: true });
    const file = join(folder, 'script.sql');
    await writeFile(file, edited(script, out, given));
    return run(python, ['-c', runSql, file], folder, {});
  }
  const file = join(folder, `script_${engine.target}.py`);
  await writeFile(file, script);
  const flags = [
    ...Object.entries(given.inputs ?? {}).flatMap(([k, v]) => ['--input', `${k}=${v}`]),
    ...Object.entries(given.values ?? {}).flatMap(([k, v]) => ['--set', `${k}=${v}`]),
  ];
  return run(python, [file, ...flags, '--out', out], folder, given.spark ?? {});
}

const runSql = `
import sys, duckdb
try:
    duckdb.connect().execute(open(sys.argv[1], encoding="utf-8").read())
except duckdb.Error as error:
    sys.exit(str(error))
`;

/** Changes the lines on top of a SQL script, as its head says. */
function edited(script: string, out: string, given: Given): string {
  const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
  const values = { ...given.inputs, ...given.values, out };
  return Object.entries(values).reduce((all, [name, value]) => {
    const line = new RegExp(`^SET VARIABLE ${name} = .*;$`, 'm');
    if (!line.test(all)) throw new Error(`The script sets no variable ${name}.`);
    return all.replace(line, () => `SET VARIABLE ${name} = ${text(value)};`);
  }, script);
}

function run(
  command: string,
  args: readonly string[],
  cwd: string,
  spark: Readonly<Record<string, string>>,
): Promise<Ended> {
  // Small data: what costs time is starting up.
  const submit = [
    '--master local[1]',
    '--driver-java-options -XX:TieredStopAtLevel=1',
    '--conf spark.ui.enabled=false',
    '--conf spark.ui.showConsoleProgress=false',
    '--conf spark.sql.shuffle.partitions=2',
    ...Object.entries(spark).map(([name, value]) => `--conf ${name}=${value}`),
    'pyspark-shell',
  ].join(' ');
  const env = { ...process.env, PYSPARK_SUBMIT_ARGS: submit, TZ: 'America/New_York' };
  return new Promise((settle) => {
    execFile(
      command,
      [...args],
      { cwd, env, timeout: 170_000, maxBuffer: 1 << 24 },
      (error, _stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
        settle({ code, stderr });
      },
    );
  });
}
