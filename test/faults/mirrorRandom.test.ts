import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useS3 } from '../s3/useS3.ts';
import { writeDatasets } from './mirrorRuns/datasets.ts';
import type { Dataset } from './mirrorRuns/datasets.ts';
import { Trial } from './mirrorRuns/trial.ts';
import { Truth } from './mirrorRuns/truth.ts';
import { buildAws, openWindow } from './mirrorRuns/window.ts';
import type { Window } from './mirrorRuns/window.ts';

/**
 * Random runs over the mirror of S3: whatever network, bucket, disk and other windows do, an answer is
 * the one over the version that was opened, or there is none; and when the faults are over, all answer.
 *
 * What is caught of bits that turn on their way: S3 gives digests of whole objects only. A copy that
 * becomes whole is held against it, at once where one request brings all of a small object; a chunk of
 * a larger object is used before anybody can know, and found out when the rest has come, or never. So
 * bits are turned here only where all comes together.
 *
 * `SLUICE_MIRROR_SEED=1234` runs one of them alone, and tells what happened.
 */
const RUNS = Number(process.env['RUNS'] ?? 200);
const FIRST_SEED = 20_261_130;
const alone = process.env['SLUICE_MIRROR_SEED'];
const bench = useS3();
const folder = mkdtempSync(join(tmpdir(), 'sluice-mirror-runs-'));
let datasets: Dataset[];
let awsScript: string;
const windows: Window[] = [];

beforeAll(async () => {
  datasets = await writeDatasets(join(folder, 'data'));
  awsScript = await buildAws(folder);
}, 120_000);
afterAll(() => {
  for (const window of windows) window.dispose();
  rmSync(folder, { recursive: true, force: true });
});

it(`${String(RUNS)} runs give no wrong answer, and end`, async () => {
  // What the AWS processes inherit: few attempts, so that storms end.
  process.env['AWS_MAX_ATTEMPTS'] = '3';
  const [one, two] = [await openWindow('a', awsScript), await openWindow('b', awsScript)] as const;
  const third = await openWindow('c', awsScript);
  windows.push(one, two, third);
  const [first, ...others] = datasets;
  if (!first) throw new Error('There are no data.');
  const stage = {
    ...{ server: bench().server, proxy: bench().proxy, windows: [one, two] as const, folder },
    ...{ datasets: [first, ...others] as const, truth: new Truth(third.engine, third.aws) },
  };
  const seeds =
    alone === undefined ? Array.from({ length: RUNS }, (_, i) => FIRST_SEED + i) : [Number(alone)];
  const counts = new Map<string, number>();
  const wrong: string[] = [];
  const since = Date.now();
  for (const seed of seeds) {
    const outcome = await new Trial(seed, stage).run();
    for (const [what, count] of outcome.counts) counts.set(what, (counts.get(what) ?? 0) + count);
    wrong.push(...outcome.wrong);
    if (alone !== undefined) console.log(outcome.log.join('\n'));
  }
  const told = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([what, count]) => `${what} ${String(count)}`);
  console.log(
    `${String(seeds.length)} runs from seed ${String(seeds[0])}: ${((Date.now() - since) / 1000).toFixed(0)} s, ${String(wrong.length)} wrong\n${told.join(', ')}`,
  );
  expect(wrong).toEqual([]);
}, 600_000);
