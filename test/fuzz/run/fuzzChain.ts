import type { Operation } from '../../../src/core/operations/define.ts';
import { drawChain } from '../draw/chain.ts';
import type { Bench } from './bench.ts';
import type { Chain } from './chain.ts';
import { classOf, signature } from './compared.ts';
import type { Difference } from './compared.ts';
import type { Tally } from './fuzzOperation.ts';
import { shown } from './report.ts';
import { runChain } from './runChain.ts';
import { pythonTargets } from './runStep.ts';

/** How many smaller chains are tried. */
const mostRuns = 120;

/** Draws and runs the chain of this seed, and makes a finding of each new kind of difference. */
export async function fuzzChain(
  bench: Bench,
  seed: number,
  tally: Tally,
  seen: Set<string>,
  wanted?: readonly Operation<unknown>[],
): Promise<void> {
  const chain = await bench.apart(() => drawChain(bench.connection, seed, wanted));
  if (chain.steps.length < 2) return;
  const ran = await runChain(bench, chain);
  if (!ran) return;
  tally.cases += 1;
  for (const [target, outcome] of Object.entries(ran.outcomes)) {
    if ('table' in outcome) tally.tables[target] = (tally.tables[target] ?? 0) + 1;
  }
  if (Object.values(ran.outcomes).every((outcome) => 'error' in outcome)) tally.stopped += 1;
  if (ran.differences.length > 0) tally.differing += 1;
  for (const difference of ran.differences) {
    const kind = signature(difference);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const small = await smaller(bench, chain, difference);
    tally.findings.push({
      operation: 'chains',
      seed,
      difference: small.difference,
      example: shown(small.chain),
    });
  }
}

async function smaller(
  bench: Bench,
  chain: Chain,
  difference: Difference,
): Promise<{ readonly chain: Chain; readonly difference: Difference }> {
  const targets = pythonTargets.filter((target) => target === difference.target);
  let best = { chain, difference };
  let runs = 0;
  for (let again = true; again;) {
    again = false;
    for (const candidate of candidates(best.chain)) {
      runs += 1;
      if (runs > mostRuns) return best;
      const ran = await runChain(bench, candidate, targets);
      const same = ran?.differences.find((found) => classOf(found) === classOf(difference));
      if (!same) continue;
      best = { chain: candidate, difference: same };
      again = true;
      break;
    }
  }
  return best;
}

function* candidates(chain: Chain): Generator<Chain> {
  for (const gone of chain.steps.keys()) {
    yield { ...chain, steps: chain.steps.filter((_, at) => at !== gone) };
  }
  for (const [name, table] of Object.entries(chain.tables)) {
    const count = table.rows.length;
    for (let size = Math.ceil(count / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 0; from < count; from += size) {
        const rows = table.rows.filter((_, at) => at < from || at >= from + size);
        yield { ...chain, tables: { ...chain.tables, [name]: { ...table, rows } } };
      }
    }
    for (const gone of table.columns.keys()) {
      if (table.columns.length < 2) continue;
      const kept = {
        columns: table.columns.filter((_, at) => at !== gone),
        rows: table.rows.map((row) => row.filter((_, at) => at !== gone)),
      };
      yield { ...chain, tables: { ...chain.tables, [name]: kept } };
    }
  }
}
