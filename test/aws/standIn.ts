import { CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  PutObjectCommand,
  S3Client,
  type BucketLocationConstraint,
} from '@aws-sdk/client-s3';
import { IAMClient } from '@aws-sdk/client-iam';
import { join } from 'node:path';
import type { Control } from './control.ts';
import { startMotoServer } from './motoServer.ts';
import type { PlatformSettings } from './sagemaker/platform.ts';
import { SagemakerServer } from './sagemakerServer.ts';

export interface StandInOptions extends Partial<Omit<PlatformSettings, 'root'>> {
  /** The repository's folder. */
  root: string;
}

export interface StandIn {
  /** The one address of all services. */
  endpoint: string;
  /** Environment that leads the SDK, and commands that we start, to the stand-in. */
  env: Record<string, string>;
  control: Control;
  /** May be changed for the jobs to come; `reset` brings back what was given at the start. */
  settings: PlatformSettings;
  /** Creates a bucket; in us-east-1 unless told. */
  createBucket(name: string, region?: string): Promise<void>;
  putObject(bucket: string, key: string, body: string | Uint8Array): Promise<void>;
  /** Creates a role and gives its ARN; it trusts SageMaker unless told another service. */
  createRole(name: string, service?: string): Promise<string>;
  /** Everything as after the start. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts moto and our SageMaker before it. All that is started ends with `stop` or with us. */
export async function startStandIn({ root, ...given }: StandInOptions): Promise<StandIn> {
  const settings: PlatformSettings = {
    root,
    python: join(root, '.venv', 'bin', 'python'),
    logDelayMs: 300,
    paceMs: 50,
    stopGraceMs: 2000,
    ...given,
  };
  const initial = { ...settings };
  const moto = await startMotoServer({ root });
  const server = new SagemakerServer(moto.endpoint, settings);
  const endpoint = await server.start();
  const credentials = { accessKeyId: 'AKIASTANDIN000000001', secretAccessKey: 'stand-in' };
  // Seeds go straight to moto: no fault is ordered for them and no counter moves.
  const seed = { endpoint: moto.endpoint, credentials };
  const iam = new IAMClient({ ...seed, region: 'us-east-1' });
  const s3 = (region: string): S3Client => new S3Client({ ...seed, region, forcePathStyle: true });
  return {
    endpoint,
    control: server.control,
    settings,
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_REGION: 'us-east-1',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    async createBucket(name, region = 'us-east-1') {
      // SAFETY: S3 itself refuses a region that is not in its list.
      const home = { LocationConstraint: region as BucketLocationConstraint };
      await s3(region).send(
        new CreateBucketCommand({
          Bucket: name,
          // The first region is the one that may not be named.
          ...(region === 'us-east-1' ? {} : { CreateBucketConfiguration: home }),
        }),
      );
    },
    async putObject(bucket, key, body) {
      await s3('us-east-1').send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: Buffer.from(body) }),
      );
    },
    async createRole(name, service = 'sagemaker.amazonaws.com') {
      const statement = {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 'sts:AssumeRole',
      };
      const { Role } = await iam.send(
        new CreateRoleCommand({
          RoleName: name,
          AssumeRolePolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [statement],
          }),
        }),
      );
      if (Role?.Arn === undefined) throw new Error(`moto gave no ARN for the role ${name}`);
      return Role.Arn;
    },
    async reset() {
      await server.reset();
      await moto.reset();
      Object.assign(settings, initial);
    },
    async stop() {
      await server.stop();
      await moto.stop();
    },
  };
}
