import type { Operation } from '../../../src/core/operations/define.ts';
import { drawStepCase } from '../draw/stepCase.ts';
import type { Bench } from './bench.ts';
import { signature } from './compared.ts';
import { exampleText } from './report.ts';
import type { Finding } from './report.ts';
import { runStep } from './runStep.ts';
import { shrunk } from './shrunk.ts';

/** What came of an operation's cases. */
export interface Tally {
  readonly id: string;
  /** Cases for which params were found that the operation accepts. */
  cases: number;
  /** Tables that were made, by target. */
  readonly tables: Record<string, number>;
  /** Cases that ended in an error on every target, as a step may be defined to. */
  stopped: number;
  /** Cases with a difference; `findings` holds one for each kind of them. */
  differing: number;
  readonly findings: Finding[];
}

export function newTally(id: string): Tally {
  return { id, cases: 0, tables: {}, stopped: 0, differing: 0, findings: [] };
}

/** The seed of a run's case: the run's own for the first, so that one case is brought again by it. */
export function caseSeed(seed: number, index: number): number {
  let mixed = Math.imul(index, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return (seed + (mixed ^ (mixed >>> 13))) & 0x7fffffff;
}

/** Runs the case of this seed, and makes a finding of each kind of difference that is new. */
export async function fuzzCase(
  bench: Bench,
  operation: Operation<unknown>,
  seed: number,
  tally: Tally,
  seen: Set<string>,
): Promise<void> {
  const step = drawStepCase(operation, seed);
  if (!step) return;
  tally.cases += 1;
  const { outcomes, differences } = await runStep(bench, step);
  for (const [target, outcome] of Object.entries(outcomes)) {
    if ('table' in outcome) tally.tables[target] = (tally.tables[target] ?? 0) + 1;
  }
  if (Object.values(outcomes).every((outcome) => 'error' in outcome)) tally.stopped += 1;
  if (differences.length > 0) tally.differing += 1;
  for (const difference of differences) {
    const kind = signature(difference);
    if (seen.has(kind)) continue;
    seen.add(kind);
    const small = await shrunk(bench, step, difference);
    const again = await runStep(bench, small.step, []);
    const duckdb = again.outcomes['duckdb'];
    tally.findings.push({
      operation: operation.id,
      seed,
      difference: small.difference,
      example: exampleText(small.step, duckdb && 'table' in duckdb ? duckdb.table : undefined),
    });
  }
}
