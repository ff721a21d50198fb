import type { HandlerContext } from '../../shared/rpc/contract.ts';
import type { Transfer } from '../../shared/transfer.ts';

/** News of each chunk would cost more than the chunks. */
const NEWS_MS = 50;

/** Counts what comes from S3 for one request, and tells it as progress. */
export class TransferCount {
  private readonly progress: HandlerContext['progress'];
  private done = 0;
  private total: number;
  private objects = 0;
  private of: number;
  private requests = 0;
  private told = 0;
  private untold = false;

  constructor({ progress }: HandlerContext, expected: Pick<Transfer, 'bytes' | 'objects'>) {
    this.progress = progress;
    this.total = expected.bytes;
    this.of = expected.objects;
  }

  /** Less will come than was expected. */
  readonly less = (bytes: number): void => {
    this.total = Math.max(this.done, this.total - bytes);
  };

  /** Bytes that came in; negative when an attempt starts over. */
  readonly moved = (bytes: number): void => {
    this.done += bytes;
    this.total = Math.max(this.total, this.done);
    this.tell();
  };

  /** Requests that were sent. */
  readonly asked = (requests: number): void => {
    this.requests += requests;
    this.tell();
  };

  /** All that was wanted of one object is here. */
  readonly ended = (): void => {
    this.objects += 1;
    this.of = Math.max(this.of, this.objects);
    this.tell();
  };

  /** Tells what has not been told yet. */
  readonly settled = (): void => {
    if (this.untold) this.tell(0);
  };

  private tell(pause = NEWS_MS): void {
    const now = Date.now();
    this.untold = now - this.told < pause;
    if (this.untold) return;
    this.told = now;
    const { done, total, objects, of, requests } = this;
    const transfer = { objects, of, requests };
    this.progress({ what: 'Fetching from S3', done, total, unit: 'bytes', transfer });
  }
}
