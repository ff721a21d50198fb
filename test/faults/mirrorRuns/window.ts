import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
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
  /** kill -9, if it runs. */
  killAws(): void;
  killEngine(): void;
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
    killAws: () => {
      for (const pid of childrenOf(script)) process.kill(pid, 'SIGKILL');
    },
    killEngine: () => {
      if (engine.pid !== undefined) process.kill(engine.pid, 'SIGKILL');
    },
    dispose: () => {
      aws.dispose();
      engine.dispose();
    },
  };
}
