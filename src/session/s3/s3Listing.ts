import type { AwsContract, S3Object, S3Page } from '../../shared/contracts/aws.ts';
import type { CallOptions, Remote } from '../../shared/rpc/contract.ts';

/** One folder of S3 (or all buckets), as far as it has been read. */
export class S3Listing {
  /** `s3://` for the buckets, else a folder with its slash. */
  readonly uri: string;
  private readonly aws: Remote<AwsContract>;
  private readonly pageSize: number;
  private pages: S3Page[] = [];
  private loading: Promise<void> | undefined;

  constructor(aws: Remote<AwsContract>, uri: string, pageSize = 200) {
    this.aws = aws;
    this.uri = uri;
    this.pageSize = pageSize;
  }

  get buckets(): S3Page['buckets'] {
    return this.pages.flatMap(({ buckets }) => buckets);
  }

  get folders(): readonly string[] {
    return this.pages.flatMap(({ folders }) => folders);
  }

  get objects(): readonly S3Object[] {
    return this.pages.flatMap(({ objects }) => objects);
  }

  get isLoaded(): boolean {
    return this.pages.length > 0;
  }

  /** True while there is more than what has been read. */
  get hasMore(): boolean {
    return this.pages.length === 0 || this.pages.at(-1)?.next !== undefined;
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
    const page = this.pages.at(-1)?.next;
    const next = await this.aws.list(
      { uri: this.uri, size: this.pageSize, ...(page === undefined ? {} : { page }) },
      call,
    );
    this.pages = [...this.pages, next];
  }
}
