import { join } from 'node:path';
import { cacheDirectory } from './jobs/cacheDirectory.ts';
import { EngineClient } from './engine/client.ts';
import type { ExtensionContext } from './host/extensionContext.ts';
import { createHost } from './host/createHost.ts';
import type { Host } from './host/createHost.ts';

/** Everything that is alive while the extension is. */
export interface App {
  readonly engine: EngineClient;
  /** The open workbenches, for other extensions and for tests. */
  readonly workbenches: Host['active'];
  /** The runs of the open folders, and what lies on S3. */
  readonly runs: Host['runs'];
  readonly s3: Host['s3'];
  readonly dispose: () => void;
}

/** Builds every service and hands them to the editor's side. */
export function createApp(context: ExtensionContext): App {
  const distDirectory = join(context.extensionPath, 'dist');
  const engine = new EngineClient({ enginePath: join(distDirectory, 'engine.js') });
  const host = createHost(context, {
    engine,
    cacheDirectory: cacheDirectory(process.env),
    distDirectory,
  });
  return {
    engine,
    workbenches: host.active,
    ...{ runs: host.runs, s3: host.s3 },
    dispose: () => {
      host.dispose();
      engine.dispose();
    },
  };
}
