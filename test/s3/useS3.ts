import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createAws } from '../../src/aws/client.ts';
import type { Aws } from '../../src/aws/client.ts';
import { startFaultProxy } from './faultProxy.ts';
import type { FaultProxy } from './faultProxy.ts';
import { startVersityGw } from './versityGw.ts';
import type { VersityGw } from './versityGw.ts';

/** versitygw with the proxy before it, and our client of the proxy: all fresh for each test. */
export interface S3Bench {
  readonly server: VersityGw;
  readonly proxy: FaultProxy;
  readonly aws: Aws;
  /** The SDK itself, as the root user, one attempt per request; past the proxy. */
  readonly direct: S3Client;
}

/**
 * Starts both for a file of tests. `AWS_*` lead to the proxy and hold the root user's keys until the
 * file ends; a test that changes them finds them set again in the next.
 */
export function useS3(): () => S3Bench {
  let server: VersityGw | undefined;
  let proxy: FaultProxy | undefined;
  let direct: S3Client | undefined;
  let bench: S3Bench | undefined;
  const before = { ...process.env };
  beforeAll(async () => {
    server = await startVersityGw();
    proxy = await startFaultProxy(server);
    direct = new S3Client({
      ...{ endpoint: server.endpoint, credentials: server.credentials, region: 'us-east-1' },
      ...{ forcePathStyle: true, maxAttempts: 1 },
    });
  });
  beforeEach(async () => {
    if (server === undefined || proxy === undefined || direct === undefined)
      throw new Error('versitygw did not start');
    bench?.aws.dispose();
    await proxy.accept();
    proxy.clear();
    await server.reset();
    clearAws();
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_S3: proxy.endpoint,
      AWS_ACCESS_KEY_ID: server.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    });
    bench = { server, proxy, direct, aws: createAws({ mode: 'inProcess' }) };
  });
  afterAll(async () => {
    bench?.aws.dispose();
    direct?.destroy();
    await proxy?.stop();
    await server?.stop();
    for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });
  return () => {
    if (bench === undefined) throw new Error('only inside a test');
    return bench;
  };
}

function clearAws(): void {
  for (const name of Object.keys(process.env))
    if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
}
