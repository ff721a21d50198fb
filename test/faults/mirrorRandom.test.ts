import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useS3 } from '../s3/useS3.ts';
import { writeDatasets } from './mirrorRuns/datasets.ts';
import type { Dataset } from './mirrorRuns/datasets.ts';
import { Trial } from './mirrorRuns/trial.ts';
import type { Stage } from './mirrorRuns/trial.ts';
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
const RUNS = 200;
const TOGETHER = 50;
const FIRST_SEED = 20_261_130;
const alone = process.env['SLUICE_MIRROR_SEED'];
const bench = useS3();
const folder = mkdtempSync(join(tmpdir(), 'sluice-mirror-runs-'));
let first: Dataset | undefined;
let others: Dataset[] = [];
let stage: Stage | undefined;
let awsScript: string;
const windows: Window[] = [];

beforeAll(async () => {
  [first, ...others] = await writeDatasets(join(folder, 'data'));
  awsScript = await buildAws(folder);
}, 120_000);
afterAll(() => {
  for (const window of windows) window.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Two windows, and a third that nothing happens to; once for all, as the servers are. */
async function openStage(): Promise<Stage> {
  // What the AWS processes inherit: few attempts, so that storms end.
  process.env['AWS_MAX_ATTEMPTS'] = '3';
  const [one, two] = [await openWindow('a', awsScript), await openWindow('b', awsScript)];
  const third = await openWindow('c', awsScript);
  windows.push(one, two, third);
  if (!first) throw new Error('There are no data.');
  return {
    ...{ server: bench().server, proxy: bench().proxy, windows: [one, two], folder },
    ...{ datasets: [first, ...others], truth: new Truth(third.engine, third.aws) },
  };
}

const seeds = Array.from({ length: RUNS }, (_, index) => FIRST_SEED + index);
const parts =
  alone === undefined
    ? Array.from({ length: RUNS / TOGETHER }, (_, at) =>
        seeds.slice(at * TOGETHER, (at + 1) * TOGETHER),
      )
    : [[Number(alone)]];

it.each(parts.map((part) => ({ part, seed: part[0], runs: part.length })))(
  '$runs runs from seed $seed give no wrong answer, and end',
  async ({ part, seed: from }) => {
    stage ??= await openStage();
    const counts = new Map<string, number>();
    const wrong: string[] = [];
    const since = Date.now();
    for (const seed of part) {
      const outcome = await new Trial(seed, stage).run();
      for (const [what, count] of outcome.counts) counts.set(what, (counts.get(what) ?? 0) + count);
      wrong.push(...outcome.wrong);
      if (alone !== undefined) console.log(outcome.log.join('\n'));
    }
    const told = [...counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([what, count]) => `${what} ${String(count)}`);
    console.log(
      `${String(part.length)} runs from seed ${String(from)}: ${((Date.now() - since) / 1000).toFixed(0)} s, ${String(wrong.length)} wrong\n${[...wrong, told.join(', ')].join('\n')}`,
    );
    expect(wrong).toEqual([]);
  },
  400_000,
);
