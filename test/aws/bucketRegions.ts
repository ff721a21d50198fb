import type { IncomingMessage } from 'node:http';
import { AwsError } from './awsError.ts';
import type { AwsCall } from './awsCall.ts';
import type { Platform } from './sagemaker/platform.ts';
import { bucketRegion } from './sagemaker/s3Location.ts';

/** Sends a client to the bucket's own region, which moto does not do. */
export class BucketRegions {
  private readonly platform: Platform;
  private readonly known = new Map<string, string>();

  constructor(platform: Platform) {
    this.platform = platform;
  }

  /** The region to go to; undefined where the request is right or does not say its region. */
  async redirect(call: AwsCall, request: IncomingMessage): Promise<string | undefined> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const [, bucket = '', ...rest] = url.pathname.split('/');
    if (call.region === undefined || bucket === '' || url.searchParams.has('location')) {
      return undefined;
    }
    const whole = rest.join('/') === '';
    if (whole && (request.method === 'PUT' || request.method === 'DELETE')) {
      this.known.delete(bucket);
      return undefined;
    }
    const home = this.known.get(bucket) ?? (await bucketRegion(this.platform, bucket));
    if (home === undefined) return undefined;
    this.known.set(bucket, home);
    return home === call.region ? undefined : home;
  }

  clear(): void {
    this.known.clear();
  }
}

export const movedError = new AwsError(
  'PermanentRedirect',
  'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
  301,
);
