import { parseArgs } from 'node:util';
import { operations } from '../../src/core/operations/registry.ts';
import { Bench } from './run/bench.ts';
import { fuzzChain } from './run/fuzzChain.ts';
import { caseSeed, fuzzCase, newTally } from './run/fuzzOperation.ts';
import type { Tally } from './run/fuzzOperation.ts';
import { findingText } from './run/report.ts';

// `npm run fuzz`: random cases for as long as asked, then a table of what was run and found.
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    operation: { type: 'string', multiple: true },
    seed: { type: 'string' },
    cases: { type: 'string' },
  },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
const most = Number(values.cases ?? Infinity);
const until = performance.now() + Number(values.minutes) * 60_000;
const { operation: ids } = values;
const unknown = ids?.filter((id) => id !== 'chains' && operations.every((one) => one.id !== id));
if (unknown && unknown.length > 0) throw new Error(`There is no operation ${unknown.join(', ')}.`);

type Run = (bench: Bench, seed: number, tally: Tally, seen: Set<string>) => Promise<void>;
const runs: { tally: Tally; seen: Set<string>; run: Run }[] = [
  ...operations
    .filter(({ id }) => ids?.includes(id) ?? true)
    .map((operation) => ({
      tally: newTally(operation.id),
      seen: new Set<string>(),
      run: (bench: Bench, own: number, tally: Tally, seen: Set<string>) =>
        fuzzCase(bench, operation, own, tally, seen),
    })),
  ...((ids?.includes('chains') ?? true)
    ? [{ tally: newTally('chains'), seen: new Set<string>(), run: fuzzChain }]
    : []),
];

console.log(`seed ${String(seed)}`);
const bench = await Bench.open();
try {
  for (let index = 0; index < most && performance.now() < until; index += 1) {
    for (const { tally, seen, run } of runs) {
      if (performance.now() > until) break;
      const before = tally.findings.length;
      await run(bench, caseSeed(seed, index), tally, seen);
      for (const finding of tally.findings.slice(before)) console.log(`\n${findingText(finding)}`);
    }
  }
} finally {
  await bench.close();
}

console.log(`\n${'operation'.padEnd(24)} cases  duckdb  pandas  polars  stopped  differing  kinds`);
for (const { tally } of runs) {
  const { tables } = tally;
  const figures = [
    String(tally.cases).padStart(5),
    ...['duckdb', 'pandas', 'polars'].map((name) => String(tables[name] ?? 0).padStart(6)),
    String(tally.stopped).padStart(7),
    String(tally.differing).padStart(9),
    String(tally.findings.length).padStart(5),
  ];
  console.log(`${tally.id.padEnd(24)} ${figures.join('  ')}`);
}
const found = runs.reduce((sum, { tally }) => sum + tally.findings.length, 0);
console.log(`${String(found)} kinds of difference; seed ${String(seed)}`);
process.exitCode = found > 0 ? 1 : 0;
