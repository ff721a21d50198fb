import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { STSClient } from '@aws-sdk/client-sts';
import { AppError } from '../shared/errors.ts';
import { configuredEndpoint } from './configuredEndpoint.ts';
import { CredentialSource } from './credentialSource.ts';
import { renewCredentials } from './renewCredentials.ts';
import { otherThanS3 } from './s3/otherThanS3.ts';
import { paidBuckets, requesterPays } from './s3/requesterPays.ts';
import { unsignedConfig, unsignedRefusal } from './s3/unsigned.ts';

/** How long AWS may take, in milliseconds. */
export interface AwsTimeouts {
  readonly connect: number;
  /** Silence on an open connection. */
  readonly idle: number;
  /** A whole Create request, body and answer. */
  readonly create: number;
}

const defaults: AwsTimeouts = { connect: 10_000, idle: 60_000, create: 60_000 };

/** What every client of the SDK is. */
interface Renewable {
  readonly middlewareStack: {
    add(middleware: ReturnType<typeof renewCredentials>, options: { step: 'initialize' }): void;
  };
}

/** Builds the SDK's clients when they are first needed; credentials and region as the SDK finds them. */
export class AwsClients {
  readonly #timeouts: AwsTimeouts;
  readonly #s3 = new Map<string, S3Client>();
  readonly #paid = paidBuckets();
  /** One for all clients: a process or role is asked once, not once per service. */
  #credentials = new CredentialSource();
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
    this.#credentials = new CredentialSource();
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
    const client = this.#renewing(await this.#newS3({ ...this.#common(), region: home }));
    this.#s3.set(home, client);
    return client;
  }

  /** The same without a signature; `refused` is told of buckets that are not public. */
  async unsignedS3(region: string, refused: (bucket: string) => void): Promise<S3Client> {
    const name = `unsigned ${region}`;
    const known = this.#s3.get(name);
    if (known) return known;
    const client = await this.#newS3({ ...this.#common(), ...unsignedConfig, region });
    client.middlewareStack.add(unsignedRefusal(refused), { step: 'initialize' });
    this.#s3.set(name, client);
    return client;
  }

  async #newS3(config: S3ClientConfig): Promise<S3Client> {
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
    client.middlewareStack.add(
      requesterPays((bucket) => this.#paid.has(bucket)),
      {
        step: 'build',
      },
    );
    client.middlewareStack.add(otherThanS3(), { step: 'deserialize', priority: 'high' });
    return client;
  }

  async sts(): Promise<STSClient> {
    const region = await this.region();
    return (this.#sts ??= this.#renewing(new STSClient({ ...this.#common(), region })));
  }

  async iam(): Promise<IAMClient> {
    const region = await this.region();
    return (this.#iam ??= this.#renewing(new IAMClient({ ...this.#common(), region })));
  }

  async logs(): Promise<CloudWatchLogsClient> {
    const region = await this.region();
    return (this.#logs ??= this.#renewing(new CloudWatchLogsClient({ ...this.#common(), region })));
  }

  async sagemaker(): Promise<SageMakerClient> {
    const region = await this.region();
    return (this.#sagemaker ??= this.#renewing(new SageMakerClient({ ...this.#common(), region })));
  }

  /** For Create requests only: one attempt each, since only we know when another is safe. */
  async sagemakerCreate(): Promise<SageMakerClient> {
    const region = await this.region();
    // What was refused for its credentials was not performed: the one case that is surely safe.
    return (this.#sagemakerCreate ??= this.#renewing(
      new SageMakerClient({
        region,
        credentials: this.#credentials.provider,
        maxAttempts: 1,
        requestHandler: {
          connectionTimeout: this.#timeouts.connect,
          requestTimeout: this.#timeouts.create,
          throwOnRequestTimeout: true,
        },
      }),
    ));
  }

  /** Its requests survive the end of their credentials. */
  #renewing<C extends Renewable>(client: C): C {
    client.middlewareStack.add(renewCredentials(this.#credentials), { step: 'initialize' });
    return client;
  }

  #common() {
    return {
      credentials: this.#credentials.provider,
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
