import { HeadBucketCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { AppError } from '../../shared/errors.ts';
import { awsError } from '../awsError.ts';
import type { AwsClients } from '../clients.ts';
import { readSdkError } from '../sdkError.ts';

interface Home {
  readonly region: string;
  readonly client: S3Client;
}

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
    const finding = this.#find(bucket, signal);
    this.#homes.set(bucket, finding);
    finding.catch(() => {
      if (this.#homes.get(bucket) === finding) this.#homes.delete(bucket);
    });
    return finding;
  }

  async #find(bucket: string, signal?: AbortSignal): Promise<Home> {
    const client = await this.#clients.s3();
    const home = await client.config.region();
    const here = (region: string | undefined): Home | Promise<Home> => {
      if (region === undefined || region === home) return { region: home, client };
      return this.#clients.s3(region).then((there) => ({ region, client: there }));
    };
    try {
      const answer = await client.send(
        new HeadBucketCommand({ Bucket: bucket }),
        signal ? { abortSignal: signal } : {},
      );
      return await here(answer.BucketRegion);
    } catch (error) {
      const known = readSdkError(error);
      if (known.bucketRegion !== undefined) return here(known.bucketRegion);
      if (known.status === 404) {
        throw awsError(Object.assign(new Error('HeadBucket: 404'), { name: 'NoSuchBucket' }), {
          action: 's3:ListBucket',
          on: `s3://${bucket}`,
        });
      }
      // A HEAD has no body: the request that follows tells why it was refused.
      if (known.status !== undefined && known.status < 500) return { region: home, client };
      throw awsError(error, { action: 's3:ListBucket', on: `s3://${bucket}` });
    }
  }
}
