import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMain } from '../../engine/startEngine.ts';
import { againstLimit, seconds } from '../bar.ts';
import type { Bar, BarRow, BenchContext } from '../bar.ts';
import { measure, quantile } from '../measure.ts';
import { benchRecipe } from './recipeSteps.ts';

const query = { sql: 'SELECT * FROM "main"' };
/** How much more than ten times as long ten times the rows may take. */
const SLACK = 1.25;
const JUMPS = 100;
const PAGE = 200;

/** Time against rows: profiles and recipes grow with them and not faster, pages do not grow. */
export const growthBar: Bar = {
  id: 'growth',
  title: 'Growth: 1, 10 and 100 million rows',
  run: async (context) => {
    const { oneMillion, tenMillion, hundredMillion } = context;
    const paths = [oneMillion, tenMillion, hundredMillion];
    const rows: BarRow[] = [];
    for (const [what, work] of Object.entries({
      'full profile, engine running': profileSeconds,
      'recipe of twenty steps, whole process': recipeSeconds,
    })) {
      const times: number[] = [];
      for (const path of paths) {
        const took = await work(context, path);
        context.say(`  ${what}: ${seconds(took)}`);
        times.push(took);
      }
      const [one = NaN, ten = NaN, hundred = NaN] = times;
      rows.push(tenfold(`${what}, 10 million rows`, ten, one));
      rows.push(tenfold(`${what}, 100 million rows`, hundred, ten));
    }
    rows.push(await flatPages(context));
    return rows;
  },
};

function tenfold(what: string, more: number, less: number): BarRow {
  return {
    what,
    ours: seconds(more),
    peer: `a tenth of the rows: ${seconds(less)}`,
    ratio: more / less,
    bar: `≤ ${String(10 * SLACK)} × the time for ten times the rows`,
    met: more / less <= 10 * SLACK,
  };
}

async function profileSeconds({ engine }: BenchContext, path: string): Promise<number> {
  await openMain(engine, 'growth', path);
  const started = performance.now();
  await engine.call('profile', { document: 'growth', query });
  const took = (performance.now() - started) / 1000;
  await engine.call('close', { document: 'growth' });
  return took;
}

async function recipeSeconds(context: BenchContext, path: string): Promise<number> {
  const { scratch, node, cli, python } = context;
  const folder = join(scratch, 'growth');
  mkdirSync(folder, { recursive: true });
  const recipe = join(folder, 'growth.sluice.json');
  writeFileSync(recipe, `${JSON.stringify(benchRecipe(path, 'out/'), null, 2)}\n`);
  const run = (out: string, ...more: string[]): ReturnType<typeof measure> =>
    measure(node, [cli, 'run', recipe, '--python', python, '--out', join(folder, out), ...more]);
  // What a step learns it learns once, as by a person; the run is what is timed.
  await run('fit', '--refit');
  rmSync(join(folder, 'fit'), { recursive: true, force: true });
  const { seconds: took } = await run('run');
  rmSync(folder, { recursive: true, force: true });
  return took;
}

async function flatPages({ engine, hundredMillion }: BenchContext): Promise<BarRow> {
  await openMain(engine, 'growth', hundredMillion);
  const page = (offset: number): Promise<unknown> =>
    engine.call('page', { document: 'growth', query, offset, limit: PAGE, maxText: 256 });
  const { rows } = await engine.call('count', { document: 'growth', query });
  await page(0);
  const times: number[] = [];
  let seed = 11;
  for (let jump = 0; jump < JUMPS; jump += 1) {
    seed = (seed * 1664525 + 1013904223) % 2 ** 32;
    const started = performance.now();
    await page(Math.floor((seed / 2 ** 32) * (rows - PAGE)));
    times.push((performance.now() - started) / 1000);
  }
  await engine.call('close', { document: 'growth' });
  const note = `median ${(quantile(times, 0.5) * 1000).toFixed(0)} ms`;
  return againstLimit(
    'random pages of all 20 columns, 100 million rows, p95',
    quantile(times, 0.95),
    0.05,
    note,
  );
}
