// `npm test`: sets up what is missing, runs the static checks, then every suite, and counts. The
// last line is the sum. Two suites run beside each other, as a journey through an editor mostly
// waits; what each prints is shown when it has ended.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCommand, setUp } from './setup.mjs';
import { packagePrograms } from './setup/paths.mjs';
import { runForCode } from './setup/run.mjs';
import { toolEnvironment } from './setup/toolEnvironment.mjs';
import { testFolders } from './testFolders.mjs';

/** A suite that hangs is a failure, not a night. */
const suiteTimeoutSeconds = 60 * 60;
/** Suites at a time. */
const lanes = Number(process.env.SLUICE_TEST_LANES ?? Math.min(2, os.availableParallelism()));

/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/** @typedef {{name: string, counts: Counts, seconds: number, failures: string[]}} Suite */

await runCommand(async () => {
  const started = performance.now();
  await setUp({ editors: ['newest', 'minimum'], browser: true, s3: true });
  const env = toolEnvironment();
  const reports = mkdtempSync(path.join(os.tmpdir(), 'sluice-test-'));
  /** @type {Suite[]} */
  const suites = [];
  const waiting = ['check', ...testFolders()];
  try {
    await Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
          suites.push(await runSuite(name, reports, env));
        }
      }),
    );
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
  // Told again at the end, where somebody who sees only the last lines of a log looks for them.
  for (const { name, failures } of suites) {
    for (const failure of failures) console.log(`failed in ${name}: ${failure}`);
  }
  const minutes = (performance.now() - started) / 60_000;
  console.log(`all in ${minutes.toFixed(1)} min, ${lanes} at a time`);
  console.log(sentence(sum));
  return sum.failed === 0 ? 0 : 1;
});

/**
 * Runs one suite, then shows what it printed.
 * @param {string} name
 * @param {string} reports
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Suite>}
 */
async function runSuite(name, reports, env) {
  const output = path.join(reports, `${name}.log`);
  const started = performance.now();
  console.log(`${name} starts`);
  const report = path.join(reports, `${name}.json`);
  const counts =
    name === 'check' ? await runChecks(output, env) : await runTests(name, report, output, env);
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(readFileSync(output));
  console.log(`${name} ended after ${seconds.toFixed(0)} s: ${sentence(counts)}`);
  const failures = counts.failed === 0 ? [] : failuresOf(report, output);
  return { name, counts, seconds, failures };
}

/**
 * The checks are no tests: they add nothing to what passed, and one to what failed.
 * @param {string} output
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
async function runChecks(output, env) {
  const code = await runForCode('node', ['scripts/check.mjs'], { env, output });
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/**
 * @param {string} name
 * @param {string} report the file that vitest writes its counts to
 * @param {string} output the file that gets what it prints
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
async function runTests(name, report, output, env) {
  const code = await runForCode(
    path.join(packagePrograms, 'vitest'),
    [
      ...['run', '--project', name, '--reporter', 'default'],
      ...['--reporter', 'json', `--outputFile.json=${report}`],
    ],
    { env, output, timeoutSeconds: suiteTimeoutSeconds },
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

/**
 * What failed: each test with the first lines of its error, or the end of what a suite printed.
 * @param {string} report
 * @param {string} output
 * @returns {string[]}
 */
function failuresOf(report, output) {
  /** @type {string[]} */
  const failures = [];
  if (existsSync(report)) {
    /** @type {{testResults: {name: string, message: string, assertionResults: {status: string, fullName: string, failureMessages: string[] | null}[]}[]}} */
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    for (const { name, message, assertionResults } of testResults) {
      const file = path.relative(process.cwd(), name);
      if (message !== '') failures.push(`${file}: ${firstLines(message)}`);
      for (const { status, fullName, failureMessages } of assertionResults) {
        if (status !== 'failed') continue;
        failures.push(`${file}, ${fullName}\n${firstLines((failureMessages ?? []).join('\n'))}`);
      }
    }
  }
  if (failures.length > 0) return failures;
  return [`\n${readFileSync(output, 'utf8').split('\n').slice(-40).join('\n')}`];
}

/** @param {string} text */
function firstLines(text) {
  return text.split('\n').slice(0, 12).join('\n').slice(0, 2000);
}

/** @param {Counts} counts */
function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
