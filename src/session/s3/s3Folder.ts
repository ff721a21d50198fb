import type { AwsContract } from '../../shared/contracts/aws.ts';
import type { CallOptions, Remote } from '../../shared/rpc/contract.ts';
import { S3Listing } from './s3Listing.ts';

/** Most rows of one folder: an editor takes all rows of a folder anew with each page. */
export const MOST_ROWS = 5000;

/** An object in the tree. */
export interface S3ObjectRow {
  readonly kind: 'object';
  readonly uri: string;
  readonly label: string;
  readonly size: number;
  readonly changed: string;
  readonly parent: S3Folder;
}

/** The row below a folder that has more than is shown. */
export interface S3MoreRow {
  readonly kind: 'more';
  readonly parent: S3Folder;
  /** No more is shown: a filter leads on. */
  readonly full: boolean;
}

/** What all folders of a tree share. */
export interface S3TreeContext {
  readonly aws: Remote<AwsContract>;
  /** What the names of a folder's children must start with, by its address. */
  readonly filters: Map<string, string>;
}

/** A bucket or folder in the tree, or the list of buckets above them all. */
export class S3Folder {
  readonly kind = 'folder';
  /** `s3://`, or an address with its slash. */
  readonly uri: string;
  readonly label: string;
  readonly region: string | undefined;
  readonly parent: S3Folder | undefined;
  private readonly context: S3TreeContext;
  private listing: S3Listing;
  private asking = new AbortController();
  private folders: S3Folder[] = [];
  private objects: S3ObjectRow[] = [];

  constructor(
    context: S3TreeContext,
    uri: string,
    more: { readonly parent?: S3Folder; readonly region?: string | undefined } = {},
  ) {
    this.context = context;
    this.uri = uri;
    this.parent = more.parent;
    this.region = more.region;
    this.label = labelOf(uri, more.parent);
    this.listing = new S3Listing(context.aws, uri, this.filter);
  }

  /** What the names of its children must start with; empty for all. */
  get filter(): string {
    return this.context.filters.get(this.uri) ?? '';
  }

  /** Shows only children that start with a text; an empty one shows all again. */
  setFilter(text: string): void {
    if (text === '') this.context.filters.delete(this.uri);
    else this.context.filters.set(this.uri, text);
    this.asking.abort();
    this.asking = new AbortController();
    this.listing = new S3Listing(this.context.aws, this.uri, text);
    this.folders = [];
    this.objects = [];
  }

  /** Reads the first page unless it is here. */
  async load(): Promise<void> {
    if (!this.listing.isLoaded) await this.listing.more(this.call);
  }

  /** Reads the next page. */
  async more(): Promise<void> {
    if (this.listing.count < MOST_ROWS) await this.listing.more(this.call);
  }

  /** What is here of it. A row that was there before is the very same. */
  rows(): (S3Folder | S3ObjectRow | S3MoreRow)[] {
    const { listing, folders, objects, context } = this;
    if (this.uri === 's3://') {
      for (const { name, region } of listing.buckets.slice(folders.length)) {
        folders.push(new S3Folder(context, `s3://${name}/`, { parent: this, region }));
      }
    } else {
      for (const uri of listing.folders.slice(folders.length)) {
        folders.push(new S3Folder(context, uri, { parent: this }));
      }
    }
    for (const { uri, size, lastModified } of listing.objects.slice(objects.length)) {
      const label = labelOf(uri, this);
      objects.push({ kind: 'object', uri, label, size, changed: lastModified, parent: this });
    }
    const full = listing.count >= MOST_ROWS;
    const more: S3MoreRow[] = listing.hasMore ? [{ kind: 'more', parent: this, full }] : [];
    return [...folders, ...objects, ...more];
  }

  private get call(): CallOptions {
    return { signal: this.asking.signal };
  }
}

/** The path below the folder, without a last slash. */
function labelOf(uri: string, parent: S3Folder | undefined): string {
  const below = uri.slice((parent?.uri ?? 's3://').length).replace(/\/$/, '');
  return below === '' ? '/' : below;
}
