import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { FaultRule } from './faults/fault.ts';
import type { Credentials } from './versityGw.ts';

/** What a child is told to do. */
export type ProxyOrder = { readonly id: number } & (
  | {
      readonly do: 'seed';
      readonly bucket: string;
      readonly keys: readonly string[];
      /** A file that is linked, and must not be written to. */
      readonly path: string;
      readonly etag: string;
    }
  | { readonly do: 'fault'; readonly rule: FaultRule }
  | { readonly do: 'counts' }
  | { readonly do: 'clear' }
);
type Order = ProxyOrder extends infer One
  ? One extends ProxyOrder
    ? Omit<One, 'id'>
    : never
  : never;

/** S3 in a process of its own, so that what is measured beside it is not held up by it. */
export interface ProxyProcess {
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** `AWS_*` that lead a program to it. */
  readonly env: Readonly<Record<string, string>>;
  /** Keys of a rule's requests are texts: a regular expression does not survive the way. */
  tell(order: Order): Promise<void>;
  /** Requests, and bytes that went to clients, since `clear`. */
  counts(): Promise<{ readonly requests: number; readonly bytes: number }>;
  stop(): Promise<void>;
}

/** Starts versitygw and the proxy before it. */
export async function startProxyProcess(): Promise<ProxyProcess> {
  const child = fork(join(import.meta.dirname, 'proxyChild.ts'), {
    execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
  });
  const waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (e: Error) => void }
  >();
  const answered = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  const started = answered(0);
  // SAFETY: the child writes nothing else.
  child.on('message', (message: { id: number; result?: unknown; failure?: string }) => {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.failure === undefined) asked?.resolve(message.result);
    else asked?.reject(new Error(message.failure));
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`S3 ended with ${String(code)}.`));
    waiting.clear();
  });
  // SAFETY: this is the child's first message.
  const { endpoint, credentials } = (await started) as Pick<
    ProxyProcess,
    'endpoint' | 'credentials'
  >;
  let last = 0;
  const ask = (order: Order): Promise<unknown> => {
    last += 1;
    const answer = answered(last);
    child.send({ ...order, id: last });
    return answer;
  };
  return {
    ...{ endpoint, credentials },
    env: {
      AWS_ENDPOINT_URL_S3: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    },
    async tell(order) {
      await ask(order);
    },
    async counts() {
      // SAFETY: that is what the child answers to this order.
      return (await ask({ do: 'counts' })) as { requests: number; bytes: number };
    },
    async stop() {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
