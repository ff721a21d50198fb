import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startStandIn } from '../aws/standIn.ts';
import type { StandIn } from '../aws/standIn.ts';
import { engines, runScript } from '../conformance/scripts/runScript.ts';
import { root, useBuild } from './build.ts';
import { download } from './download.ts';
import { runAnswer } from './orders.ts';
import { query, quoted } from './query.ts';
import { relation, sameTables } from './sameTables.ts';
import { Workspace } from './sluice.ts';

useBuild();

// Whole recipes of more than twenty steps over public data as they are: flights with their airports,
// bird strikes as a CSV of texts, earthquakes as one nested JSON object.
const vega = join(root, 'node_modules', 'vega-datasets', 'data');
const bucket = 'lake';
const recipes = [
  { name: 'flights', files: ['airports.csv'], rows: 99_999, steps: 26 },
  { name: 'birdstrikes', files: ['birdstrikes.csv'], rows: 10_000, steps: 29 },
  { name: 'earthquakes', files: ['earthquakes.json'], rows: 1692, steps: 31 },
] as const;

const document = z.looseObject({
  sources: z.record(z.string(), z.looseObject({ uri: z.string() })),
  steps: z.array(z.looseObject({ op: z.string() })),
  outputs: z.array(z.looseObject({ name: z.string() })),
});

let standIn: StandIn;
let work: Workspace;

beforeAll(async () => {
  standIn = await startStandIn({ root });
  work = new Workspace(standIn.env);
  await standIn.createBucket(bucket);
  await standIn.createRole(bucket);
  mkdirSync(work.path('flights'));
  const whole = quoted(join(vega, 'flights-3m.parquet'));
  await query(
    `COPY (SELECT * EXCLUDE (file_row_number) FROM read_parquet(${whole}, file_row_number = true)
           WHERE file_row_number % 30 = 0) TO ${quoted(work.path('flights', 'part-0.parquet'))} (FORMAT parquet)`,
  );
  for (const { files } of recipes)
    for (const file of files) copyFileSync(join(vega, file), work.path(file));
  for (const key of ['flights/part-0.parquet', ...recipes.flatMap(({ files }) => files)])
    await standIn.putObject(bucket, key, readFileSync(work.path(key)));
}, 120_000);
afterAll(async () => {
  work.remove();
  await standIn.stop();
});

describe.each(recipes)('the recipe over $name', ({ name, rows, steps }) => {
  const file = `${name}.sluice.json`;
  let names: string[];
  /** Where its run here wrote: what all others are compared with. */
  let here: string;

  async function sameAsHere(folder: string): Promise<void> {
    for (const output of names)
      await sameTables(
        relation(join(folder, output), 'parquet'),
        relation(join(here, output), 'parquet'),
      );
  }

  beforeAll(async () => {
    const recipe = document.parse(
      JSON.parse(readFileSync(join(import.meta.dirname, 'wholeRecipes', file), 'utf8')),
    );
    names = recipe.outputs.map((output) => output.name);
    expect(recipe.steps).toHaveLength(steps);
    work.writeJson(file, recipe);
    const answer = runAnswer.parse(await work.json(['run', file, '--local', '--refit']));
    here = join(answer.run, 'output');
  }, 180_000);

  it('keeps every row that it should', async () => {
    const [row] = await query(
      `SELECT count(*)::INT FROM ${relation(join(here, 'all'), 'parquet')}`,
    );
    expect(row).toEqual([rows]);
  });

  it('gives the same tables by a job', async () => {
    const flags = ['--role', 'arn:aws:iam::123456789012:role/lake'];
    const answer = runAnswer.parse(
      await work.json([
        ...['run', file, '--sagemaker', '--wait', '--yes', ...flags],
        ...['--instance', 'ml.m5.xlarge', '--staging', `s3://${bucket}/staging/`],
      ]),
    );
    expect(answer.state).toBe('completed');
    for (const output of names)
      await download(
        standIn,
        `s3://${bucket}/${output}/${basename(answer.run)}/`,
        work.path(`${name}-job`, output),
      );
    await sameAsHere(work.path(`${name}-job`));
  }, 180_000);

  it.each(engines)(
    'gives the same tables by its exported script on $name',
    async (engine) => {
      const folder = work.path(`${name} on ${engine.name}`);
      mkdirSync(folder);
      const script = join(folder, 'exported');
      await work.run(['export', file, '--target', engine.target, '--out', script]);
      const { sources } = document.parse(JSON.parse(work.read(file)));
      const inputs = Object.fromEntries(
        Object.entries(sources).map(([source, { uri }]) => [
          source,
          work.path(uri.slice(`s3://${bucket}/`.length)),
        ]),
      );
      const out = join(folder, 'out');
      const ended = await runScript(engine, readFileSync(script, 'utf8'), folder, out, { inputs });
      expect(ended.code, ended.stderr).toBe(0);
      await sameAsHere(out);
    },
    180_000,
  );
});
