import type { RunHistory } from '../../jobs/history.ts';
import type { AppError } from '../../shared/errors.ts';
import { RunLog } from './runLog.ts';

/** Tells of a run once its history has it. */
export type OnStart = (name: string, history: RunHistory) => void;

/** What is run here, and who is told that it began. */
interface LoggedRun {
  readonly history: RunHistory;
  readonly name: string;
  readonly onStart: OnStart | undefined;
}

/** Keeps the lines of a run here in its log, and how it ended; tells once that it began. */
export async function loggedRun<T extends { readonly error: AppError | undefined }>(
  { history, name, onStart }: LoggedRun,
  run: (onLine: (line: string) => void) => Promise<T>,
): Promise<T> {
  const log = new RunLog(history, name);
  let started = false;
  const start = (): void => {
    if (!started) onStart?.(name, history);
    started = true;
  };
  const end = await run((line) => {
    start();
    log.line(line);
  });
  start();
  const { error } = end;
  if (!error) log.line('Completed.');
  else for (const text of [error.message, error.hint, error.detail]) if (text) log.line(text);
  await log.flush();
  return end;
}
