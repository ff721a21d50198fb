import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../src/core/operations/registry.ts';
import { Bench } from './run/bench.ts';
import { caseSeed, fuzzCase, newTally } from './run/fuzzOperation.ts';
import type { Tally } from './run/fuzzOperation.ts';
import { findingText } from './run/report.ts';

/** The same cases every time; `npm run fuzz` draws others. */
const seed = 20_260_131;
const casesEach = 18;
/** Fewer cases than this, and an operation is not tested but for its examples. */
const fewest = casesEach / 2;

const tallies: Tally[] = [];
let bench: Bench;

beforeAll(async () => {
  bench = await Bench.open();
});

afterAll(async () => {
  await bench.close();
  const cases = tallies.reduce((sum, tally) => sum + tally.cases, 0);
  const few = tallies.filter((tally) => tally.cases < casesEach);
  console.log(
    `${String(tallies.length)} operations, ${String(cases)} random cases; fewer than ${String(casesEach)}: ${
      few.map(({ id, cases: count }) => `${id} ${String(count)}`).join(', ') || 'none'
    }`,
  );
});

describe('random tables and params give the same table on every target', () => {
  it.each(operations.map((operation) => ({ id: operation.id, operation })))(
    '$id',
    async ({ id, operation }) => {
      const tally = newTally(id);
      tallies.push(tally);
      const seen = new Set<string>();
      for (let index = 0; index < casesEach; index += 1) {
        await fuzzCase(bench, operation, caseSeed(seed, index), tally, seen);
      }
      expect(tally.findings.map(findingText).join('\n\n')).toBe('');
      expect(tally.cases, 'cases for which params were found').toBeGreaterThanOrEqual(fewest);
      expect(tally.stopped, 'cases that stopped everywhere').toBeLessThan(tally.cases);
    },
  );
});
