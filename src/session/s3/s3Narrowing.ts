import type { AwsContract } from '../../shared/contracts/aws.ts';
import { isCancelled } from '../../shared/errors.ts';
import type { Remote } from '../../shared/rpc/contract.ts';
import { S3Listing } from './s3Listing.ts';

/** Typing that goes on within it is one text. */
const PAUSE_MS = 200;

/** What hears of a narrowing. */
export interface NarrowingEvents {
  /** There is something else to show. */
  readonly changed: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * What of a folder starts with a text that is being typed. S3 is asked where not all of the folder is
 * here, once the typing pauses; what was asked for an older text is cancelled.
 */
export class S3Narrowing {
  private readonly aws: Remote<AwsContract>;
  private readonly folder: S3Listing;
  private readonly events: NarrowingEvents;
  private text = '';
  private hasFailed = false;
  private listing: S3Listing | undefined;
  private asking = new AbortController();
  private waiting: NodeJS.Timeout | undefined;

  constructor(aws: Remote<AwsContract>, folder: S3Listing, events: NarrowingEvents) {
    this.aws = aws;
    this.folder = folder;
    this.events = events;
  }

  /** What S3 said to the text; undefined where nobody has to be asked, or it has not said yet. */
  get found(): S3Listing | undefined {
    const { listing, text } = this;
    return listing?.isLoaded === true && covers(listing, text) ? listing : undefined;
  }

  /** True from the first letter until S3 has said what starts so. */
  get isBusy(): boolean {
    return this.isNeeded && !this.found && !this.hasFailed;
  }

  /** The text as it stands now; an empty one narrows nothing. */
  type(text: string): void {
    this.text = text;
    if (this.found || (this.listing && this.listing.startsWith === text)) return;
    this.stop();
    if (!this.isNeeded) return;
    this.waiting = setTimeout(() => {
      this.listing = new S3Listing(this.aws, this.folder.uri, text);
      this.more();
    }, PAUSE_MS);
  }

  /** Reads the next page of what starts so. */
  more(): void {
    const { listing, asking } = this;
    if (!listing) return;
    listing.more({ signal: asking.signal }).then(
      () => {
        if (listing === this.listing) this.events.changed();
      },
      (error: unknown) => {
        if (listing !== this.listing || isCancelled(error)) return;
        this.listing = undefined;
        this.hasFailed = true;
        this.events.failed(error);
      },
    );
  }

  /** Ends what is under way. */
  stop(): void {
    clearTimeout(this.waiting);
    this.asking.abort();
    this.asking = new AbortController();
    this.listing = undefined;
    this.hasFailed = false;
  }

  private get isNeeded(): boolean {
    const { folder, text } = this;
    return text !== '' && folder.uri !== 's3://' && folder.isLoaded && folder.hasMore;
  }
}

/** Whether a listing holds all that starts with a text, or is the one that was asked for it. */
function covers(listing: S3Listing, text: string): boolean {
  return listing.startsWith === text || (!listing.hasMore && text.startsWith(listing.startsWith));
}
