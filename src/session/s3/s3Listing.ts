import type { AwsContract, S3Object, S3Page } from '../../shared/contracts/aws.ts';
import type { CallOptions, Remote } from '../../shared/rpc/contract.ts';

/** One folder of S3 (or all buckets), or what starts with a text there, as far as it has been read. */
export class S3Listing {
  /** `s3://` for the buckets, else a folder with its slash. */
  readonly uri: string;
  /** Only what starts with it below the folder; empty for all. */
  readonly startsWith: string;
  // One list each, which grows: a look at them costs nothing, however many pages they came from.
  readonly buckets: S3Page['buckets'][number][] = [];
  readonly folders: string[] = [];
  readonly objects: S3Object[] = [];
  private readonly aws: Remote<AwsContract>;
  private readonly pageSize: number;
  private next: string | undefined;
  private loaded = false;
  private loading: Promise<void> | undefined;

  constructor(aws: Remote<AwsContract>, uri: string, startsWith = '', pageSize = 200) {
    this.aws = aws;
    this.uri = uri;
    this.startsWith = startsWith;
    this.pageSize = pageSize;
  }

  get isLoaded(): boolean {
    return this.loaded;
  }

  /** True while there is more than what has been read. */
  get hasMore(): boolean {
    return !this.loaded || this.next !== undefined;
  }

  /** How much has been read. */
  get count(): number {
    return this.buckets.length + this.folders.length + this.objects.length;
  }

  /** Reads the next page; two at once are one. */
  more(call: CallOptions = {}): Promise<void> {
    this.loading ??= this.read(call).finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async read(call: CallOptions): Promise<void> {
    if (!this.hasMore) return;
    const { uri, startsWith, pageSize, next } = this;
    const page = await this.aws.list(
      {
        ...{ uri, size: pageSize },
        ...(startsWith === '' ? {} : { startsWith }),
        ...(next === undefined ? {} : { page: next }),
      },
      call,
    );
    this.buckets.push(...page.buckets);
    this.folders.push(...page.folders);
    this.objects.push(...page.objects);
    this.next = page.next;
    this.loaded = true;
  }
}
