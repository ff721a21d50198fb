import { appendFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha, { type Runnable } from 'mocha';
import { hostTestsOut, type HostLine } from './hostTest.ts';

// What an editor under test starts inside its extension host: `run` is the name that it calls.

const { EVENT_TEST_FAIL, EVENT_TEST_PASS, EVENT_TEST_PENDING } = Mocha.Runner.constants;

/** Runs every suite that is bundled beside this file, and rejects when a test fails. */
export function run(): Promise<void> {
  // The base of all reporters prints nothing: results go to a file as they come.
  const mocha = new Mocha({ ui: 'tdd', timeout: 20_000, reporter: Mocha.reporters.Base });
  if (process.env['SLUICE_HOST_TESTS_GREP'] !== undefined)
    mocha.grep(process.env['SLUICE_HOST_TESTS_GREP']);
  const folder = join(import.meta.dirname, 'suite');
  for (const name of readdirSync(folder).sort())
    if (name.endsWith('.test.js')) mocha.addFile(join(folder, name));
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      tell({ ended: failures });
      if (failures === 0) resolve();
      else reject(new Error(`${failures} tests failed`));
    });
    tellResults(runner);
  });
}

function tellResults(runner: Mocha.Runner): void {
  runner.on(EVENT_TEST_PASS, (test) => {
    result(test, 'passed');
  });
  runner.on(EVENT_TEST_PENDING, (test) => {
    result(test, 'skipped');
  });
  // A hook that fails is told of here, too.
  runner.on(EVENT_TEST_FAIL, (test: Runnable, error: unknown) => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    result(test, 'failed', message);
  });
}

function result(test: Runnable, state: 'passed' | 'failed' | 'skipped', message?: string): void {
  tell({
    test: {
      suite: test.parent?.fullTitle() ?? '',
      title: test.title,
      state,
      milliseconds: test.duration ?? 0,
      ...(message === undefined ? {} : { message }),
    },
  });
}

function tell(line: HostLine): void {
  const out = process.env[hostTestsOut];
  if (out === undefined) console.info(JSON.stringify(line));
  else appendFileSync(out, `${JSON.stringify(line)}\n`);
}
