import { CommanderError } from 'commander';
import { createContext } from './cli/context.ts';
import type { CommandContext } from './cli/context.ts';
import { EXIT, exitCodeOf } from './cli/exitCode.ts';
import { program } from './cli/program.ts';
import { tellTransfer } from './cli/tellTransfer.ts';
import { Terminal } from './cli/terminal.ts';
import { usageError } from './cli/usageError.ts';
import { toAppError } from './shared/errors.ts';

/** Runs the command line and gives its exit code. */
async function main(argv: readonly string[]): Promise<number> {
  const terminal = new Terminal(argv.includes('--json'));
  const cancel = new AbortController();
  const onSignal = (): void => {
    cancel.abort();
  };
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  let context: CommandContext | undefined;
  let code: number = EXIT.done;
  const told = { quiet: true };
  try {
    const parsed = program((run, flags) => async () => {
      told.quiet = flags?.quiet ?? true;
      context = createContext(terminal, cancel.signal, flags);
      code = await run(context);
    });
    await parsed.parseAsync(argv, { from: 'user' });
  } catch (error) {
    code = report(error, terminal);
  } finally {
    terminal.clearProgress();
    if (context && !told.quiet) tellTransfer(context.session, terminal);
    context?.dispose();
  }
  return code;
}

/** Shows an error once: the sentence and the next step; the engine's words only when asked for. */
function report(error: unknown, terminal: Terminal): number {
  // Help and version are answers; help without a command has been printed, and is wrong usage.
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
  if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
  const known = error instanceof CommanderError ? usageError(error) : toAppError(error);
  if (terminal.json) {
    const { code, message, hint } = known;
    terminal.document({ error: { code, message, hint: hint ?? '' } });
  }
  if (known.code === 'cancelled') {
    terminal.note('Cancelled.');
    return EXIT.cancelled;
  }
  if (!terminal.json) {
    terminal.note(`${known.message}${known.hint === undefined ? '' : ` ${known.hint}`}`);
  }
  if (process.env['SLUICE_DEBUG'] && known.detail !== undefined) terminal.note(known.detail);
  return exitCodeOf(known.code);
}

// A reader such as `head` may have seen enough; there is nobody left to tell.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.done);
    throw error;
  });
}

main(process.argv.slice(2)).then(
  (code) => {
    // Exits by itself once every handle is closed, so that all output gets out.
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${toAppError(error).message}\n`);
    process.exitCode = EXIT.failed;
  },
);
