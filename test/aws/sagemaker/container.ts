import { execFileSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { SupervisedProcess } from '../supervisedProcess.ts';
import type { LogStream } from './logStream.ts';
import type { PlatformSettings } from './platform.ts';

export interface ContainerRun {
  command: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** The folder that stands for the container's `/`. */
  folder: string;
  isolated: boolean;
  maxSeconds: number;
  /** Aborts when somebody stops the job. */
  stop: AbortSignal;
  onLine?: (line: string) => void;
}

export interface ContainerEnd {
  code: number;
  why: 'exited' | 'stopped' | 'maxRuntime';
}

// setTimeout takes no more; a longer limit is never reached here.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

let networkNamespaces: boolean | undefined;

/** Whether this machine lets us take the network away from a process. */
export function canIsolate(): boolean {
  if (networkNamespaces === undefined) {
    try {
      execFileSync('unshare', ['-rn', 'true'], { stdio: 'ignore', timeout: 5000 });
      networkNamespaces = true;
    } catch {
      // No unshare, or no right to it: jobs then run with the network that there is.
      networkNamespaces = false;
    }
  }
  return networkNamespaces;
}

/** Runs a command as the platform runs a container; nothing of our own environment reaches it. */
export async function runContainer(
  settings: PlatformSettings,
  run: ContainerRun,
  logs: LogStream,
): Promise<ContainerEnd> {
  const isolation = run.isolated && canIsolate() ? ['unshare', '-rn', '--'] : [];
  const container = new SupervisedProcess({
    python: settings.python,
    command: [
      ...isolation,
      ...run.command.map((word, at) => (at === 0 ? mapPython(settings, word) : word)),
    ],
    cwd: run.folder,
    env: {
      PATH: `${join(settings.root, '.venv', 'bin')}:/usr/local/bin:/usr/bin:/bin`,
      HOME: run.folder,
      LANG: 'C.UTF-8',
      PYTHONUNBUFFERED: '1',
      ...run.environment,
    },
  });
  for (const input of [container.stdout, container.stderr]) {
    createInterface({ input, crlfDelay: Infinity }).on('line', (line) => {
      logs.write(line);
      run.onLine?.(line);
    });
  }
  let why: ContainerEnd['why'] = 'exited';
  let grace: NodeJS.Timeout | undefined;
  const end = (reason: ContainerEnd['why']): void => {
    if (why !== 'exited') return;
    why = reason;
    container.terminate();
    grace = setTimeout(() => {
      container.kill();
    }, settings.stopGraceMs);
  };
  const onStop = (): void => {
    end('stopped');
  };
  const limit = setTimeout(
    () => {
      end('maxRuntime');
    },
    Math.min(run.maxSeconds * 1000, LONGEST_TIMER_MS),
  );
  if (run.stop.aborted) onStop();
  run.stop.addEventListener('abort', onStop, { once: true });
  try {
    return { code: await container.ended, why };
  } finally {
    clearTimeout(limit);
    clearTimeout(grace);
    run.stop.removeEventListener('abort', onStop);
  }
}

function mapPython(settings: PlatformSettings, word: string): string {
  return /^(?:\/usr\/(?:local\/)?bin\/)?python(?:3(?:\.\d+)?)?$/.test(word)
    ? settings.python
    : word;
}
