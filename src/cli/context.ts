import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import type { CallOptions } from '../shared/rpc/contract.ts';
import { createAws } from '../aws/client.ts';
import type { Aws } from '../aws/client.ts';
import { EngineClient } from '../engine/client.ts';
import { cacheDirectory } from '../jobs/cacheDirectory.ts';
import { DataSession } from '../jobs/dataSession.ts';
import { objectCache } from '../jobs/objectCache.ts';
import type { Terminal } from './terminal.ts';
import type { TransferFlags } from './transferFlags.ts';
import { transferLimit } from './transferLimit.ts';

/** What a command works with; processes are started when they are first used. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly call: CallOptions;
  readonly engine: EngineClient;
  readonly aws: Aws;
  readonly session: DataSession;
  readonly cacheDirectory: string;
  /** The folder of the built program: `engine.js` and `python/` lie in it. */
  readonly distDirectory: string;
  readonly dispose: () => void;
}

/** Builds the services of one command. */
export function createContext(
  terminal: Terminal,
  signal: AbortSignal,
  { maxTransfer }: Partial<TransferFlags> = {},
): CommandContext {
  // Every request of the command listens to this one signal.
  setMaxListeners(0, signal);
  const cache = cacheDirectory(process.env);
  const client = new EngineClient({ enginePath: join(__dirname, 'engine.js') });
  const aws = createAws({ mode: 'inProcess' });
  const session: DataSession = new DataSession({
    engine: client,
    aws,
    cacheDirectory: objectCache(cache),
    ...(maxTransfer === undefined
      ? {}
      : { gate: transferLimit(maxTransfer, () => session.moved.bytes) }),
  });
  return {
    terminal,
    signal,
    call: { signal, onProgress: terminal.progress },
    engine: client,
    aws,
    session,
    cacheDirectory: cache,
    distDirectory: __dirname,
    dispose: () => {
      client.dispose();
      aws.dispose();
    },
  };
}
