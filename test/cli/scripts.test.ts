import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BUCKET, writeFlights } from '../../scripts/demo/seedLake.ts';
import { startStandIn } from '../aws/standIn.ts';
import type { StandIn } from '../aws/standIn.ts';
import { root, useBuild } from './build.ts';
import { download } from './download.ts';
import { runAnswer } from './orders.ts';
import { query, quoted } from './query.ts';
import { columnsOf, relation, sameTables } from './sameTables.ts';
import { Workspace, python } from './sluice.ts';

useBuild();

const demo = join(root, 'scripts', 'demo', 'workspace');
const data = join(root, 'node_modules', 'vega-datasets', 'data');
const document = z.looseObject({ outputs: z.array(z.looseObject({ name: z.string() })) });
const outputs = [
  ['train', 'csv'],
  ['validation', 'csv'],
  ['all', 'parquet'],
] as const;

let standIn: StandIn;
let work: Workspace;
/** The folder of outputs that a run here wrote: what all others are compared with. */
let here: string;

// The demo's recipe on every fiftieth flight, with one more output that keeps names and types.
beforeAll(async () => {
  standIn = await startStandIn({ root });
  work = new Workspace(standIn.env);
  await standIn.createBucket(BUCKET);
  await standIn.createRole(BUCKET);
  const sample = work.path('sample.parquet');
  const whole = quoted(join(data, 'flights-3m.parquet'));
  await query(
    `COPY (SELECT * EXCLUDE (file_row_number) FROM read_parquet(${whole}, file_row_number = true)
           WHERE file_row_number % 50 = 0) TO ${quoted(sample)} (FORMAT parquet)`,
  );
  for (const path of await writeFlights(sample, work.path('flights')))
    await standIn.putObject(BUCKET, `flights/${path}`, readFileSync(work.path('flights', path)));
  await standIn.putObject(BUCKET, 'airports.csv', readFileSync(join(data, 'airports.csv')));
  const recipe = document.parse(JSON.parse(readFileSync(join(demo, 'late.sluice.json'), 'utf8')));
  const all = { name: 'all', format: 'parquet', uri: `s3://${BUCKET}/late/all/` };
  work.writeJson('late.sluice.json', { ...recipe, outputs: [...recipe.outputs, all] });
  work.write('late.job.json', readFileSync(join(demo, 'late.job.json')));
  const answer = runAnswer.parse(
    await work.json(['run', 'late.sluice.json', '--local', '--refit']),
  );
  here = join(answer.run, 'output');
}, 300_000);
afterAll(async () => {
  work.remove();
  await standIn.stop();
});

async function sameAsHere(folder: string): Promise<void> {
  for (const [name, format] of outputs)
    await sameTables(relation(join(folder, name), format), relation(join(here, name), format));
}

describe('the recipe of the demo', () => {
  it('reads 60,000 flights and splits them by day', async () => {
    const count = (name: string, format: 'csv' | 'parquet'): Promise<unknown> =>
      query(`SELECT count(*)::INT FROM ${relation(join(here, name), format)}`).then(
        ([row]) => row?.[0],
      );
    const sizes = await Promise.all(outputs.map(([name, format]) => count(name, format)));
    const [train, validation, all] = sizes.map(Number);
    expect(all).toBe(Number(train) + Number(validation));
    expect(all).toBeGreaterThan(59_000);
    expect(Number(train) / Number(all)).toBeGreaterThan(0.7);
    expect(Number(validation)).toBeGreaterThan(5000);
  });

  it('by a job gives the same tables', async () => {
    const answer = runAnswer.parse(
      await work.json(['run', 'late.job.json', '--sagemaker', '--wait', '--yes']),
    );
    expect(answer.state).toBe('completed');
    const name = basename(answer.run);
    const folder = work.path('job');
    for (const [output] of outputs)
      await download(standIn, `s3://${BUCKET}/late/${output}/${name}/`, join(folder, output));
    await sameAsHere(folder);
  });

  it.each(['pandas', 'polars', 'pyspark'])(
    'by the exported %s script gives the same tables',
    async (target) => {
      const script = work.path(`late_${target}.py`);
      await work.run(['export', 'late.sluice.json', '--target', target, '--out', script]);
      const inputs = [
        ...['--input', `main=${work.path('flights')}`],
        ...['--input', `airports=${join(data, 'airports.csv')}`],
      ];
      const out = work.path(target);
      await runPython([script, ...inputs, '--out', out]);
      await sameAsHere(out);
    },
    300_000,
  );

  it('by the exported DuckDB script gives the same tables', async () => {
    const script = work.path('late.sql');
    await work.run(['export', 'late.sluice.json', '--target', 'duckdb', '--out', script]);
    const out = work.path('duckdb');
    mkdirSync(out);
    const runner = join(import.meta.dirname, 'runSql.py');
    await runPython([
      ...[runner, script, `main=${work.path('flights')}`],
      ...[`airports=${join(data, 'airports.csv')}`, `out=${out}`],
    ]);
    await sameAsHere(out);
  });

  it('is compared in earnest: two tables that differ in one value are not the same', async () => {
    const from = relation(join(here, 'all'), 'parquet');
    const other = `(SELECT * REPLACE (if(row_number() OVER () = 999, latitude + 1e-6, latitude) AS latitude) FROM ${from})`;
    await expect(sameTables(other, from)).rejects.toThrow(/deeply equal/);
    await expect(sameTables(`(FROM ${from} LIMIT 50000)`, from)).rejects.toThrow(/deeply equal/);
    await sameTables(`(SELECT * REPLACE (latitude * (1 + 1e-12) AS latitude) FROM ${from})`, from);
  });

  it('keeps the delay, which is known too late, from the features', async () => {
    const [first, ...features] = (await columnsOf(relation(join(here, 'all'), 'parquet'))).map(
      ([name]) => name,
    );
    expect([first, ...features]).toEqual([
      ...['late', 'distance', 'month', 'departs_hour', 'departs_minute', 'departs_weekday'],
      ...['latitude', 'longitude', 'latitude_destination', 'longitude_destination'],
      ...['afternoon', 'evening', 'morning', 'night'].map((part) => `time_of_day_${part}`),
    ]);
    for (const part of ['train', 'validation']) {
      const from = relation(join(here, part), 'csv');
      const [label, ...others] = await columnsOf(from);
      expect(others).toHaveLength(features.length);
      // A column that holds the delay, in whatever unit or sign, parts the late from the others.
      for (const [name] of others) {
        const [row] = await query(
          `SELECT max(v) FILTER (WHERE l = 0) < min(v) FILTER (WHERE l = 1)
               OR max(v) FILTER (WHERE l = 1) < min(v) FILTER (WHERE l = 0)
           FROM (SELECT "${String(label?.[0])}"::INT AS l, "${name}"::DOUBLE AS v FROM ${from})`,
        );
        expect(row, name).toEqual([false]);
      }
    }
  });
});

async function runPython(args: readonly string[]): Promise<void> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: work.path('home') };
  const java = process.env['JAVA_HOME'];
  await promisify(execFile)(python, args, {
    cwd: work.folder,
    env: java === undefined ? env : { ...env, JAVA_HOME: java },
    timeout: 280_000,
    maxBuffer: 1 << 26,
  });
}
