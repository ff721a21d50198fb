import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { againstPeer, megabytes, seconds } from '../bar.ts';
import type { Bar, BarRow } from '../bar.ts';
import { measure, median } from '../measure.ts';
import { benchRecipe } from './recipeSteps.ts';

const peers = join(import.meta.dirname, '../peers');

/** Twenty steps over the whole file to Parquet, as whole processes. */
export const recipeBar: Bar = {
  id: 'recipe',
  title: 'A recipe of twenty steps, 10 million rows, Parquet to Parquet (zstd), whole processes',
  run: async ({ tenMillion, scratch, python, node, cli, runs, say }) => {
    const folder = join(scratch, 'recipe');
    mkdirSync(folder, { recursive: true });
    const recipe = join(folder, 'bench.sluice.json');
    writeFileSync(recipe, `${JSON.stringify(benchRecipe(tenMillion, 'out/'), null, 2)}\n`);
    // The values that a step learns are learned once, as by a person; the run is what is timed.
    await measure(node, [
      cli,
      'run',
      recipe,
      '--refit',
      '--python',
      python,
      '--out',
      join(folder, 'fit'),
    ]);
    rmSync(join(folder, 'fit'), { recursive: true, force: true });
    const times: Record<'ours' | 'sql' | 'polars', number[]> = { ours: [], sql: [], polars: [] };
    const peaks: Record<string, number> = {};
    const once = async (
      name: keyof typeof times,
      program: string,
      given: readonly string[],
    ): Promise<void> => {
      const one = await measure(program, given);
      times[name].push(one.seconds);
      peaks[name] = Math.max(peaks[name] ?? 0, one.peakMb);
      say(`  ${name}: ${seconds(one.seconds)}, ${megabytes(one.peakMb)}`);
    };
    for (let run = 0; run < runs; run += 1) {
      const out = join(folder, `run-${String(run)}`);
      const file = join(folder, 'peer.parquet');
      await once('ours', node, [cli, 'run', recipe, '--python', python, '--out', out]);
      await once('sql', node, [join(peers, 'recipeSql.mjs'), tenMillion, file]);
      await once('polars', python, [join(peers, 'recipePolars.py'), tenMillion, file]);
      rmSync(out, { recursive: true, force: true });
      rmSync(file, { force: true });
    }
    const script = join(folder, 'bench_pandas.py');
    await measure(node, [cli, 'export', recipe, '--target', 'pandas', '--out', script]);
    const pandas = await measure(python, [script, '--out', join(folder, 'pandas')]);
    say(`  pandas: ${seconds(pandas.seconds)}, ${megabytes(pandas.peakMb)}`);
    rmSync(folder, { recursive: true, force: true });
    const ours = median(times.ours);
    const what = `run --local (${megabytes(peaks['ours'] ?? NaN)})`;
    const peer = (name: string, key: 'sql' | 'polars'): { name: string; seconds: number } => ({
      name: `${name} (${megabytes(peaks[key] ?? NaN)})`,
      seconds: median(times[key]),
    });
    const memory: BarRow = {
      what: 'memory of the run',
      ours: megabytes(peaks['ours'] ?? NaN),
      peer: `exported pandas ${megabytes(pandas.peakMb)}`,
      ratio: (peaks['ours'] ?? NaN) / pandas.peakMb,
      bar: '≤ 0.333 ×',
      met: (peaks['ours'] ?? NaN) / pandas.peakMb <= 1 / 3,
    };
    return [
      againstPeer(what, ours, peer('SQL by hand', 'sql'), 1.2),
      againstPeer(what, ours, peer('polars, streaming', 'polars'), 1.2),
      againstPeer(what, ours, { name: 'exported pandas', seconds: pandas.seconds }, 0.4),
      memory,
    ];
  },
};
