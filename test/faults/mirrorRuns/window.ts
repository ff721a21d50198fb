import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { createAws } from '../../../src/aws/client.ts';
import type { Aws } from '../../../src/aws/client.ts';
import type { EngineClient } from '../../../src/engine/client.ts';
import { startEngine } from '../../engine/startEngine.ts';
import { childrenOf } from './childrenOf.ts';

/** An engine and an AWS process of their own, as each window of the editor has them. */
export interface Window {
  readonly name: string;
  readonly engine: EngineClient;
  readonly aws: Aws;
  /** kill -9, if it runs. What is sent before the death is known of is lost, so that is waited for. */
  killAws(): Promise<void>;
  killEngine(): Promise<void>;
  dispose(): void;
}

/** Bundles the AWS process as it ships. */
export async function buildAws(folder: string): Promise<string> {
  const outfile = join(folder, 'aws.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, '../../../src/aws/main.ts')],
    ...{ outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20' },
    logLevel: 'error',
  });
  return outfile;
}

export async function openWindow(name: string, awsScript: string): Promise<Window> {
  const engine = await startEngine({ startsPerMinute: 10_000 });
  await engine.call('configure', { memoryMb: 512, threads: 2 });
  // A script of its own tells its process from those of other windows.
  const script = awsScript.replace(/\.cjs$/, `-${name}.cjs`);
  copyFileSync(awsScript, script);
  // As it is now, also for a process that is started anew later.
  const aws = createAws({ mode: 'child', script, env: { ...process.env } });
  return {
    ...{ name, engine, aws },
    killAws: () => kill(childrenOf(script)),
    killEngine: () => kill(engine.pid === undefined ? [] : [engine.pid]),
    dispose: () => {
      aws.dispose();
      engine.dispose();
    },
  };
}

async function kill(pids: readonly number[]): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  // It stays in the list until this process has taken note of its end.
  while (pids.some((pid) => existsSync(`/proc/${String(pid)}`))) await pause(2);
  await pause(10);
}
