// Makes a fresh clone ready, and does nothing twice. Runs before any package is there, so it
// uses nothing but Node.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkMachine, MachineLacks } from './setup/machine.mjs';
import { ensurePackages } from './setup/npmPackages.mjs';
import { packagePrograms } from './setup/paths.mjs';
import { ensureEnvironment, pythonEnvironments } from './setup/pythonEnvironment.mjs';
import { CommandFailed, run } from './setup/run.mjs';
import { toolEnvironment } from './setup/toolEnvironment.mjs';

/**
 * Checks the machine, then makes what is not there yet: npm packages, both Python environments,
 * the bundles.
 * @throws {MachineLacks | CommandFailed}
 */
export async function setUp() {
  const { python } = checkMachine();
  await report('npm packages', () => ensurePackages());
  for (const environment of pythonEnvironments)
    await report(`Python environment ${environment.folder}`, () =>
      ensureEnvironment(environment, python),
    );
  await report('build', async () => {
    await run(path.join(packagePrograms, 'node'), ['esbuild.mjs'], { env: toolEnvironment() });
    return true;
  });
}

/**
 * Runs a command of the project; an error that says all in its message is shown without a stack.
 * @param {() => Promise<number | void>} command
 */
export async function runCommand(command) {
  try {
    process.exitCode = (await command()) ?? 0;
  } catch (error) {
    const known = error instanceof MachineLacks || error instanceof CommandFailed;
    console.error(known ? error.message : error);
    process.exitCode = 1;
  }
}

/**
 * @param {string} what
 * @param {() => Promise<boolean>} work gives whether anything had to be made
 */
async function report(what, work) {
  const started = performance.now();
  const made = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`set-up: ${what} ${made ? `made in ${seconds} s` : 'is there'}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await runCommand(setUp);
