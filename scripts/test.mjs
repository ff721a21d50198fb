// `npm test`: sets up what is missing, runs the static checks, then every suite, one after
// another, and counts. The last line is the sum.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCommand, setUp } from './setup.mjs';
import { packagePrograms } from './setup/paths.mjs';
import { runForCode } from './setup/run.mjs';
import { toolEnvironment } from './setup/toolEnvironment.mjs';
import { testFolders } from './testFolders.mjs';

/** A suite that hangs is a failure, not a night. */
const suiteTimeoutSeconds = 15 * 60;

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

await runCommand(async () => {
  await setUp();
  const env = toolEnvironment();
  const reports = mkdtempSync(path.join(os.tmpdir(), 'sluice-test-'));
  /** @type {{name: string, counts: Counts, seconds: number}[]} */
  const suites = [];
  try {
    // The checks are no tests: they add nothing to what passed, and one to what failed.
    const checks = await timed(() => runForCode('node', ['scripts/check.mjs'], { env }));
    const failedChecks = checks.value === 0 ? 0 : 1;
    suites.push({
      name: 'check',
      counts: { passed: 0, failed: failedChecks, skipped: 0 },
      ...checks,
    });
    for (const name of testFolders()) {
      const suite = await timed(() => runSuite(name, path.join(reports, `${name}.json`), env));
      suites.push({ name, counts: suite.value, seconds: suite.seconds });
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, counts, seconds } of suites) {
    console.log(`${name.padEnd(12)} ${seconds.toFixed(0).padStart(4)} s   ${sentence(counts)}`);
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
  }
  console.log(sentence(sum));
  return sum.failed === 0 ? 0 : 1;
});

/**
 * @param {string} name
 * @param {string} report the file that vitest writes its counts to
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
async function runSuite(name, report, env) {
  const code = await runForCode(
    path.join(packagePrograms, 'vitest'),
    [
      ...['run', '--project', name, '--reporter', 'default'],
      ...['--reporter', 'json', `--outputFile.json=${report}`],
    ],
    { env, timeoutSeconds: suiteTimeoutSeconds },
  );
  const counts = countsOf(report);
  if (counts.passed + counts.failed === 0) {
    console.error(`The suite ${name} ran no test.`);
    return { ...counts, failed: 1 };
  }
  // A file that does not load, or an error after the last test, is in no test's result.
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1 };
  return counts;
}

/**
 * @param {string} report
 * @returns {Counts}
 */
function countsOf(report) {
  let text;
  try {
    text = readFileSync(report, 'utf8');
  } catch {
    // vitest did not get as far as its report; the caller counts that as a failure.
    return { passed: 0, failed: 0, skipped: 0 };
  }
  /** @type {Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests', number>} */
  const result = JSON.parse(text);
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/** @param {Counts} counts */
function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * @template T
 * @param {() => Promise<T>} work
 */
async function timed(work) {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000 };
}
