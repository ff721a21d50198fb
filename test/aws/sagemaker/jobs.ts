import { AwsError } from '../awsError.ts';
import type { Fields } from '../fields.ts';
import { Job, type JobKind } from './job.ts';
import { ACCOUNT } from './platform.ts';

/** All jobs of the account, by kind, region and name. A name stays taken for ever. */
export class Jobs {
  private readonly byKey = new Map<string, Job>();
  private readonly reserved = new Set<string>();

  /** Keeps a name from a second request while the first is still being checked. */
  reserve(kind: JobKind, region: string, name: string): void {
    const key = keyOf(kind, region, name);
    if (this.byKey.has(key) || this.reserved.has(key)) {
      const arn = arnOf(kind, region, name);
      throw new AwsError(
        'ResourceInUse',
        `Job name must be unique within an AWS account and region, and a job with this name already exists (${arn})`,
      );
    }
    this.reserved.add(key);
  }

  release(kind: JobKind, region: string, name: string): void {
    this.reserved.delete(keyOf(kind, region, name));
  }

  add(kind: JobKind, region: string, name: string, request: Fields): Job {
    const job = new Job({ kind, name, region, request, arn: arnOf(kind, region, name) });
    for (const tag of request.list('Tags')) {
      job.tags.set(tag.text('Key') ?? '', tag.text('Value') ?? '');
    }
    this.byKey.set(keyOf(kind, region, name), job);
    return job;
  }

  find(kind: JobKind, region: string, name: string): Job {
    const job = this.byKey.get(keyOf(kind, region, name));
    if (job === undefined) {
      throw new AwsError(
        'ValidationException',
        kind === 'processing'
          ? `Could not find requested job with name: ${name}`
          : 'Requested resource not found.',
      );
    }
    return job;
  }

  withArn(arn: string): Job | undefined {
    return this.all().find((job) => job.arn === arn);
  }

  all(): Job[] {
    return [...this.byKey.values()];
  }

  clear(): void {
    this.byKey.clear();
  }
}

function keyOf(kind: JobKind, region: string, name: string): string {
  return `${kind}/${region}/${name}`;
}

// SageMaker writes the names in its ARNs in small letters.
function arnOf(kind: JobKind, region: string, name: string): string {
  return `arn:aws:sagemaker:${region}:${ACCOUNT}:${kind}-job/${name.toLowerCase()}`;
}
