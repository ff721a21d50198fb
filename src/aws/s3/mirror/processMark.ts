import { readFileSync } from 'node:fs';

/** Names a process that runs among all that ever ran here: a process id alone is used again. */
export function markOf(pid: number): string {
  return `${String(pid)}-${startOf(pid) ?? '0'}`;
}

/** Names this process. */
export const OWN_MARK = markOf(process.pid);

/** Where a client tells its AWS process the client's own mark. */
export const CLIENT_MARK_VARIABLE = 'SLUICE_CLIENT_MARK';

/** Names the process that asks: the window whose child this is, else this one. */
export const CLIENT_MARK = process.env[CLIENT_MARK_VARIABLE] ?? OWN_MARK;

/** True if the process that left a mark still runs. */
export function isAlive(mark: string): boolean {
  const [pid = NaN, start] = mark.split('-').map(Number);
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // A process of another user is there, though it may not be signalled.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = startOf(pid);
  return now === undefined || Number(now) === start;
}

/** When a process started, in ticks since the machine did; only Linux tells. */
function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    // The name in parentheses may hold blanks.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
