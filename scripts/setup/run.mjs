import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { root } from './paths.mjs';

/** A program of the set-up that failed; its own output stands above. */
export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {string} reason
   */
  constructor(command, reason) {
    super(`${command} ${reason}`);
    this.name = 'CommandFailed';
  }
}

/**
 * Runs a program, from the repository's folder unless told otherwise, and shows what it prints, or
 * writes it to a file.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string | undefined, timeoutSeconds?: number, output?: string}} [options]
 * @returns {Promise<number>} its exit code, 1 where a signal ended it
 */
export function runForCode(
  command,
  args,
  { env = process.env, cwd = root, timeoutSeconds = 86_400, output } = {},
) {
  return new Promise((resolve, reject) => {
    const file = output === undefined ? undefined : openSync(output, 'a');
    const to = file ?? 'inherit';
    const child = spawn(command, args, { cwd, env, stdio: ['inherit', to, to] });
    if (file !== undefined) closeSync(file);
    const limit = setTimeout(() => {
      console.error(`${command} took more than ${timeoutSeconds} s and is stopped.`);
      // The program first gets the chance to stop what it has started.
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    }, timeoutSeconds * 1000);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(limit);
      resolve(code ?? 1);
    });
  });
}

/**
 * As `runForCode`, and an exit code other than 0 is an error.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{env?: NodeJS.ProcessEnv, cwd?: string}} [options]
 */
export async function run(command, args, options) {
  const code = await runForCode(command, args, options);
  if (code !== 0)
    throw new CommandFailed([command, ...args].join(' '), `ended with exit code ${code}.`);
}

/**
 * Asks a program something short; a program that does not exist or fails gives no answer.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {string | undefined} what it printed on both streams, or undefined
 */
export function ask(command, args) {
  const answer = spawnSync(command, args, { cwd: root, encoding: 'utf8', timeout: 60_000 });
  if (answer.error !== undefined || answer.status !== 0) return undefined;
  return answer.stdout + answer.stderr;
}
