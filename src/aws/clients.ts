import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { AppError } from '../shared/errors.ts';
import { configuredEndpoint } from './configuredEndpoint.ts';

/** How long AWS may take, in milliseconds. */
export interface AwsTimeouts {
  readonly connect: number;
  /** Silence on an open connection. */
  readonly idle: number;
  /** A whole Create request, body and answer. */
  readonly create: number;
}

const defaults: AwsTimeouts = { connect: 10_000, idle: 60_000, create: 60_000 };

/** Builds the SDK's clients when they are first needed; credentials and region as the SDK finds them. */
export class AwsClients {
  readonly #timeouts: AwsTimeouts;
  readonly #s3 = new Map<string, S3Client>();
  /** One chain for all clients: a process or role is asked once, not once per service. */
  #credentials = fromNodeProviderChain();
  #probe: STSClient | undefined;
  #sts: STSClient | undefined;
  #iam: IAMClient | undefined;
  #logs: CloudWatchLogsClient | undefined;
  #sagemaker: SageMakerClient | undefined;
  #sagemakerCreate: SageMakerClient | undefined;

  constructor(timeouts: Partial<AwsTimeouts> = {}) {
    this.#timeouts = { ...defaults, ...timeouts };
    // The notice would land between the lines of a terminal; engines are checked by the package.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  }

  /** Drops every client, so that changed profiles and fresh logins are read again. */
  dispose(): void {
    for (const client of this.#s3.values()) client.destroy();
    this.#s3.clear();
    for (const client of [
      this.#probe,
      this.#sts,
      this.#iam,
      this.#logs,
      this.#sagemaker,
      this.#sagemakerCreate,
    ]) {
      client?.destroy();
    }
    this.#probe = this.#sts = this.#iam = this.#logs = undefined;
    this.#sagemaker = this.#sagemakerCreate = undefined;
    this.#credentials = fromNodeProviderChain();
  }

  /** The region of the environment or profile. */
  async region(): Promise<string> {
    const region = await this.#configuredRegion();
    if (region !== undefined) return region;
    throw new AppError('usage', 'No AWS region is set.', {
      hint:
        process.env.AWS_DEFAULT_REGION === undefined
          ? 'Set AWS_REGION, or add a region to the AWS profile.'
          : 'Set AWS_REGION; AWS_DEFAULT_REGION is read by the AWS command line only.',
    });
  }

  /** A client of S3 for buckets of a region; without one that of the environment, or us-east-1. */
  async s3(region?: string): Promise<S3Client> {
    const home = region ?? (await this.#configuredRegion()) ?? 'us-east-1';
    const known = this.#s3.get(home);
    if (known) return known;
    const config: S3ClientConfig = { ...this.#common(), region: home };
    let client = new S3Client(config);
    if ((await configuredEndpoint(client)) !== undefined) {
      client.destroy();
      client = new S3Client({
        ...config,
        // A name such as `localhost` would become `bucket.localhost`; and servers that are not AWS
        // stumble over checksums that the SDK adds on its own. Both settings must go together.
        forcePathStyle: true,
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
      });
    }
    this.#s3.set(home, client);
    return client;
  }

  async sts(): Promise<STSClient> {
    const region = await this.region();
    return (this.#sts ??= new STSClient({ ...this.#common(), region }));
  }

  async iam(): Promise<IAMClient> {
    const region = await this.region();
    return (this.#iam ??= new IAMClient({ ...this.#common(), region }));
  }

  async logs(): Promise<CloudWatchLogsClient> {
    const region = await this.region();
    return (this.#logs ??= new CloudWatchLogsClient({ ...this.#common(), region }));
  }

  async sagemaker(): Promise<SageMakerClient> {
    const region = await this.region();
    return (this.#sagemaker ??= new SageMakerClient({ ...this.#common(), region }));
  }

  /** For Create requests only: one attempt each, since only we know when another is safe. */
  async sagemakerCreate(): Promise<SageMakerClient> {
    const region = await this.region();
    return (this.#sagemakerCreate ??= new SageMakerClient({
      region,
      credentials: this.#credentials,
      maxAttempts: 1,
      requestHandler: {
        connectionTimeout: this.#timeouts.connect,
        requestTimeout: this.#timeouts.create,
        throwOnRequestTimeout: true,
      },
    }));
  }

  #common() {
    return {
      credentials: this.#credentials,
      ...(process.env.AWS_MAX_ATTEMPTS === undefined ? { maxAttempts: 6 } : {}),
      requestHandler: {
        connectionTimeout: this.#timeouts.connect,
        socketTimeout: this.#timeouts.idle,
      },
    };
  }

  async #configuredRegion(): Promise<string | undefined> {
    this.#probe ??= new STSClient({});
    try {
      return await this.#probe.config.region();
    } catch (error) {
      if (error instanceof Error && error.message.includes('Region is missing')) return undefined;
      throw error;
    }
  }
}
