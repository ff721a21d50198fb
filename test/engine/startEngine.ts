import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { EngineClient } from '../../src/engine/client.ts';
import type { EngineClientOptions } from '../../src/engine/client.ts';
import type { LocalSource } from '../../src/shared/contracts/engine.ts';
import { machineNode } from '../machineNode.ts';

/** Beside the packages, so that the bundle finds DuckDB. */
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/sluice-test');

/** Bundles the engine as it ships and gives its path. */
export async function buildEngine(): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const outfile = join(CACHE, `engine-${String(process.pid)}.cjs`);
  await build({
    entryPoints: [join(import.meta.dirname, '../../src/engine/main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['@duckdb/*'],
    logLevel: 'error',
  });
  return outfile;
}

/** An engine in its own process, run by the Node that ships will meet. */
export async function startEngine(
  options: Partial<EngineClientOptions> = {},
): Promise<EngineClient> {
  return new EngineClient({
    enginePath: await buildEngine(),
    execPath: machineNode().path,
    ...options,
  });
}

/** A folder that is removed by `remove`. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'sluice-engine-test-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** Opens one path as the source `main` of a document. */
export async function openMain(
  engine: EngineClient,
  document: string,
  path: string,
  more: Partial<LocalSource> = {},
): ReturnType<EngineClient['open']> {
  const expanded = await engine.expand({ path });
  const { files, base, format, hive } = expanded;
  return engine.open({ document, sources: { main: { files, base, format, hive, ...more } } });
}
