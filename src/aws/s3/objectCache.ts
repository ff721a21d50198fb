import { stat } from 'node:fs/promises';
import type { S3Object } from '../../shared/contracts/aws.ts';
import { throwIfCancelled } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import { untilFailure } from '../untilFailure.ts';
import type { Buckets } from './buckets.ts';
import { fetchObject } from './fetchObject.ts';
import { parseS3Uri } from './s3Uri.ts';
import type { TransferCount } from './transferCount.ts';

const PARALLEL = 8;

/** Whole local copies of objects, each version fetched once. */
export class ObjectCache {
  readonly #buckets: Buckets;
  /** Transfers under way, by path in the cache. */
  readonly #running = new Map<string, Promise<void>>();

  constructor(buckets: Buckets) {
    this.#buckets = buckets;
  }

  /** Fetches objects; the first failure ends the other transfers too. */
  async fetchAll(
    missing: readonly { readonly object: S3Object; readonly stored: string }[],
    context: HandlerContext,
    count: TransferCount,
  ): Promise<void> {
    await untilFailure(missing, PARALLEL, context.signal, async ({ object, stored }, signal) => {
      await this.#fetch(object, stored, signal, count);
      count.ended();
    });
  }

  async #fetch(
    object: S3Object,
    stored: string,
    signal: AbortSignal,
    count: TransferCount,
  ): Promise<void> {
    for (;;) {
      const running = this.#running.get(stored);
      if (running === undefined) break;
      // Whatever becomes of another request's transfer, the file itself decides.
      await Promise.race([running.catch(() => undefined), aborted(signal)]);
      throwIfCancelled(signal);
    }
    // Nothing may be awaited between the look above and the note below.
    const transfer = this.#fetchUnlessStored(object, stored, signal, count);
    this.#running.set(stored, transfer);
    try {
      await transfer;
    } finally {
      this.#running.delete(stored);
    }
  }

  async #fetchUnlessStored(
    object: S3Object,
    stored: string,
    signal: AbortSignal,
    { moved, asked }: TransferCount,
  ): Promise<void> {
    if (await isStored(stored, object.size)) {
      moved(object.size);
      return;
    }
    const client = await this.#buckets.client(parseS3Uri(object.uri).bucket, signal);
    await fetchObject(client, object, stored, { signal, moved, asked });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolveOnAbort) => {
    if (signal.aborted) resolveOnAbort();
    signal.addEventListener(
      'abort',
      () => {
        resolveOnAbort();
      },
      { once: true },
    );
  });
}

/** True if an object is there; it appears in its place only when it is whole. */
export async function isStored(path: string, size: number): Promise<boolean> {
  try {
    const found = await stat(path);
    return found.isFile() && found.size === size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}
