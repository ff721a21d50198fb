import type { S3Client } from '@aws-sdk/client-s3';
import { AppError } from '../../shared/errors.ts';
import type { AwsClients } from '../clients.ts';
import { findHome } from './findHome.ts';
import type { Home } from './findHome.ts';

/** Finds each bucket's region once, and gives the client that reaches it without a redirect. */
export class Buckets {
  readonly #clients: AwsClients;
  readonly #homes = new Map<string, Promise<Home>>();

  constructor(clients: AwsClients) {
    this.#clients = clients;
  }

  get clients(): AwsClients {
    return this.#clients;
  }

  async client(bucket: string, signal?: AbortSignal): Promise<S3Client> {
    return (await this.#home(bucket, signal)).client;
  }

  async region(bucket: string, signal?: AbortSignal): Promise<string> {
    return (await this.#home(bucket, signal)).region;
  }

  async #home(bucket: string, signal?: AbortSignal): Promise<Home> {
    const known = this.#homes.get(bucket);
    if (known) {
      try {
        return await known;
      } catch (error) {
        // Another request's cancel is not ours.
        if (!(error instanceof AppError) || error.code !== 'cancelled' || signal?.aborted) {
          throw error;
        }
      }
    }
    const finding = findHome({
      ...{ clients: this.#clients, bucket, options: signal ? { abortSignal: signal } : {} },
      // With credentials that come later it may be readable.
      refused: (name) => this.#homes.delete(name),
    });
    this.#homes.set(bucket, finding);
    finding.catch(() => {
      if (this.#homes.get(bucket) === finding) this.#homes.delete(bucket);
    });
    return finding;
  }
}
