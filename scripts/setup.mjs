// Makes a fresh clone ready, and does nothing twice. Runs before any package is there, so it
// uses nothing but Node.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { editors, ensureCodeServer } from './setup/codeServer.mjs';
import { checkMachine, MachineLacks } from './setup/machine.mjs';
import { ensurePackages } from './setup/npmPackages.mjs';
import { packagePrograms } from './setup/paths.mjs';
import { ensureEnvironment, pythonEnvironments } from './setup/pythonEnvironment.mjs';
import { CommandFailed, run } from './setup/run.mjs';
import { toolEnvironment } from './setup/toolEnvironment.mjs';
import { ensureVersitygw } from './setup/versitygw.mjs';

/**
 * Checks the machine, then makes what is not there yet: npm packages, both Python environments,
 * the bundles, and the editors and the S3 server that are asked for.
 * @param {{editors?: ('newest' | 'minimum')[], browser?: boolean, s3?: boolean}} [wants] `browser`:
 *   the machine must have what shows an editor in tests; `s3`: what an S3 server is built with
 * @throws {MachineLacks | CommandFailed}
 */
export async function setUp({ editors: wanted = [], browser = false, s3 = false } = {}) {
  const { python } = checkMachine({ browser, s3 });
  await report('npm packages', () => ensurePackages());
  for (const environment of pythonEnvironments)
    await report(`Python environment ${environment.folder}`, () =>
      ensureEnvironment(environment, python),
    );
  for (const name of wanted)
    await report(`VS Code ${editors[name].vscode}`, () => ensureCodeServer(editors[name]));
  if (s3) await report('versitygw', () => ensureVersitygw());
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

// `npm run setup`; with `-- --editors` all that `npm test` needs.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runCommand(() =>
    setUp(
      process.argv.includes('--editors')
        ? { editors: ['newest', 'minimum'], browser: true, s3: true }
        : {},
    ),
  );
