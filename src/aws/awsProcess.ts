import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { awsMethods } from '../shared/contracts/aws.ts';
import type { AwsContract } from '../shared/contracts/aws.ts';
import { AppError } from '../shared/errors.ts';
import { CLIENT_MARK_VARIABLE, OWN_MARK } from './s3/mirror/processMark.ts';
import { remote } from '../shared/rpc/connect.ts';
import type { CallOptions, Remote } from '../shared/rpc/contract.ts';

const WORDS_KEPT = 4000;

interface Running {
  readonly child: ChildProcess;
  readonly remote: Remote<AwsContract>;
}

/** The AWS side in a forked child: started by the first call, and by the next one after a crash. */
export class AwsProcess {
  readonly #script: string;
  readonly #env: NodeJS.ProcessEnv;
  #running: Running | undefined;
  #disposed = false;

  constructor(script: string, env: NodeJS.ProcessEnv) {
    this.#script = script;
    this.#env = env;
  }

  remote(): Remote<AwsContract> & { dispose(): void } {
    const methods = Object.fromEntries(
      awsMethods.map((method) => [
        method,
        async (params: object, options?: CallOptions): Promise<unknown> => {
          // SAFETY: `params` is what the contract says for `method`.
          const call = this.#start().remote[method] as (
            params: object,
            options?: CallOptions,
          ) => Promise<unknown>;
          return call(params, options);
        },
      ]),
    );
    const dispose = (): void => {
      this.#disposed = true;
      this.#running?.child.kill();
    };
    // SAFETY: one function per method of the contract.
    return { ...methods, dispose } as unknown as Remote<AwsContract> & { dispose(): void };
  }

  #start(): Running {
    if (this.#disposed) throw new AppError('cancelled', 'Cancelled.');
    if (this.#running !== undefined) return this.#running;
    const child = fork(this.#script, [], {
      serialization: 'advanced',
      env: {
        [CLIENT_MARK_VARIABLE]: OWN_MARK,
        ...this.#env,
        ELECTRON_RUN_AS_NODE: '1',
        // As many copies are synced at once; a disk commits those together.
        UV_THREADPOOL_SIZE: '48',
      },
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let words = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-WORDS_KEPT);
    });
    const connection = createMessageConnection(
      new IPCMessageReader(child),
      new IPCMessageWriter(child),
    );
    const gone = (): AppError =>
      this.#disposed
        ? new AppError('cancelled', 'Cancelled.')
        : new AppError('engine-crashed', 'The process that talks to AWS ended unexpectedly.', {
            hint: 'Try again; it starts anew.',
            ...(words === '' ? {} : { detail: words }),
          });
    const running: Running = { child, remote: remote<AwsContract>(connection, awsMethods, gone) };
    const forget = (): void => {
      if (this.#running === running) this.#running = undefined;
      connection.dispose();
    };
    child.once('exit', forget);
    child.once('error', forget);
    connection.listen();
    this.#running = running;
    return running;
  }
}
