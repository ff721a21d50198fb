import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import type { Counters } from '../counters.ts';
import type { Faults } from '../faults.ts';

export const ACCOUNT = '123456789012';

export interface PlatformSettings {
  /** The repository, whose `.venv` holds moto, botocore and xgboost. */
  root: string;
  /** What `python3` is inside a job. */
  python: string;
  /** How long a line takes from a container to CloudWatch. */
  logDelayMs: number;
  /** The least time that each state of a job lasts. */
  paceMs: number;
  /** Time between SIGTERM and SIGKILL (120 s at AWS). */
  stopGraceMs: number;
}

/** What the jobs of the stand-in stand on: moto's S3, IAM and Logs, settings, faults, counters. */
export class Platform {
  readonly settings: PlatformSettings;
  readonly faults: Faults;
  readonly counters: Counters;
  readonly s3: S3Client;
  readonly iam: IAMClient;
  private readonly endpoint: string;
  private readonly logsByRegion = new Map<string, CloudWatchLogsClient>();

  constructor(endpoint: string, settings: PlatformSettings, faults: Faults, counters: Counters) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.faults = faults;
    this.counters = counters;
    this.s3 = new S3Client({ ...this.client('us-east-1'), forcePathStyle: true });
    this.iam = new IAMClient(this.client('us-east-1'));
  }

  logs(region: string): CloudWatchLogsClient {
    const known = this.logsByRegion.get(region);
    if (known !== undefined) return known;
    const made = new CloudWatchLogsClient(this.client(region));
    this.logsByRegion.set(region, made);
    return made;
  }

  close(): void {
    this.s3.destroy();
    this.iam.destroy();
    for (const client of this.logsByRegion.values()) client.destroy();
  }

  private client(region: string): {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  } {
    const credentials = { accessKeyId: 'platform', secretAccessKey: 'platform' };
    return { endpoint: this.endpoint, region, credentials };
  }
}
