import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bench } from './run/bench.ts';
import { fuzzChain } from './run/fuzzChain.ts';
import { caseSeed, newTally } from './run/fuzzOperation.ts';
import { findingText } from './run/report.ts';

/** The same chains every time; `npm run fuzz` draws others. */
const seed = 20_260_131;
const count = 60;

let bench: Bench;

beforeAll(async () => {
  bench = await Bench.open();
});

afterAll(async () => {
  await bench.close();
});

it('random chains give the same table on every target', async () => {
  const tally = newTally('chains');
  const seen = new Set<string>();
  for (let index = 0; index < count; index += 1) {
    await fuzzChain(bench, caseSeed(seed, index), tally, seen);
  }
  expect(tally.findings.map(findingText).join('\n\n')).toBe('');
  expect(tally.cases, 'chains of two steps and more').toBeGreaterThan(count / 2);
});
