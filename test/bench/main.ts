import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureEnvironment } from '../../scripts/setup/pythonEnvironment.mjs';
import { findPython } from '../../scripts/setup/python.mjs';
import { root } from '../../scripts/setup/paths.mjs';
import { startEngine } from '../engine/startEngine.ts';
import { machineNode } from '../machineNode.ts';
import { firstRowsBar } from './bars/firstRows.ts';
import { growthBar } from './bars/growth.ts';
import { memoryBar } from './bars/memory.ts';
import { pagesBar } from './bars/pages.ts';
import { profileBar } from './bars/profile.ts';
import { recipeBar } from './bars/recipe.ts';
import { recompileBar } from './bars/recompile.ts';
import { s3Bar } from './bars/s3.ts';
import { tier2Bar } from './bars/tier2.ts';
import type { BenchContext } from './bar.ts';
import { benchData } from './data.ts';
import { chart } from './chart.ts';
import { report } from './report.ts';
import type { BarResult } from './report.ts';

// `npm run bench [-- --only profile,pages] [--runs 3]`: every bar of speed and memory, side by side
// with the tools that people use today, into `bench/`. For an idle machine.
const bars = [
  ...[firstRowsBar, profileBar, tier2Bar, pagesBar],
  ...[recipeBar, recompileBar, growthBar, memoryBar, s3Bar],
];
const { values } = parseArgs({
  options: { only: { type: 'string' }, runs: { type: 'string', default: '3' } },
});
const chosen = values.only?.split(',');
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const scratch = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
const engine = await startEngine();
try {
  say('Preparing the data…');
  const context: BenchContext = {
    ...(await benchData()),
    ...{ engine, scratch, say },
    runs: Number(values.runs),
    python: join(root, '.venv/bin/python'),
    benchPython: await benchPython(),
    node: machineNode().path,
    cli: join(root, 'dist/cli.js'),
  };
  const results: BarResult[] = [];
  for (const bar of bars) {
    if (chosen && !chosen.includes(bar.id)) continue;
    say(bar.title);
    try {
      results.push({ title: bar.title, rows: await bar.run(context) });
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      say(`  not measured: ${failure}`);
      results.push({ title: bar.title, rows: [], failure });
    }
  }
  const folder = join(root, 'bench');
  mkdirSync(folder, { recursive: true });
  const name = chosen ? chosen.join('-') : 'results';
  writeFileSync(join(folder, `${name}.md`), report(results, context.runs, name));
  writeFileSync(join(folder, `${name}.svg`), await chart(results.flatMap(({ rows }) => rows)));
  say(`Wrote bench/${name}.md.`);
  process.exitCode = results.some(({ failure }) => failure !== undefined) ? 1 : 0;
} finally {
  engine.dispose();
  rmSync(scratch, { recursive: true, force: true });
}

/** An interpreter with ydata-profiling, in an environment of its own: it wants older packages. */
async function benchPython(): Promise<string | undefined> {
  const found = findPython();
  if (!('path' in found)) return undefined;
  try {
    await ensureEnvironment({ folder: '.venv-bench', requirements: 'bench' }, found.path);
    return join(root, '.venv-bench/bin/python');
  } catch (error) {
    say(`ydata-profiling could not be installed: ${String(error)}`);
    return undefined;
  }
}
