import { AppError } from '../shared/errors.ts';
import type { CallOptions, Progress } from '../shared/rpc/contract.ts';
import { noTransfer, sumOfTransfers } from '../shared/transfer.ts';
import type { Transfer } from '../shared/transfer.ts';
import type { DataCall, EndedTransfer, PlannedTransfer, TransferGate } from './dataCall.ts';

/** How far one copy of several is. */
interface Part extends Transfer {
  readonly total: number;
  readonly of: number;
}

interface Options {
  readonly call: DataCall;
  readonly gate: TransferGate | undefined;
  /** Bytes and requests that came on top. */
  readonly count: (more: Transfer) => void;
  /** Called once if anything was asked for. */
  readonly ended: (transfer: EndedTransfer) => void;
}

/** What one request brings from S3, in however many copies and rounds; told as one progress. */
export class TransferRun {
  readonly call: DataCall;
  private readonly options: Options;
  private readonly since = Date.now();
  private readonly parts: Part[] = [];
  private readonly uris = new Set<string>();

  constructor(options: Options) {
    this.options = options;
    this.call = options.call;
  }

  /** Bytes of one opening that nobody asks about. */
  get above(): number {
    return this.options.gate?.above ?? Infinity;
  }

  /** Rejects with `declined` where the bytes may not come. */
  async allow(planned: PlannedTransfer): Promise<void> {
    const { gate, call } = this.options;
    if (!gate || planned.bytes === 0 || (await gate.ask(planned, call.signal))) return;
    throw new AppError('declined', 'Nothing was fetched from S3.', {
      hint: 'Ask again to fetch it.',
    });
  }

  /** Does one copy of a source; `asked` is called after it if it took a request. */
  async copying<T>(
    uri: string,
    copy: (options: CallOptions) => Promise<T>,
    asked: () => void,
  ): Promise<T> {
    const index = this.parts.push({ ...noTransfer, total: 0, of: 0 }) - 1;
    const options: CallOptions = {
      ...this.call,
      onProgress: (progress) => {
        // A comparison with a checksum counts bytes too, and fetches none.
        if (progress.transfer !== undefined) {
          this.uris.add(uri);
          this.heard(index, progress);
        } else {
          this.call.onProgress?.(progress);
        }
      },
    };
    try {
      return await copy(options);
    } finally {
      if ((this.parts[index]?.requests ?? 0) > 0) asked();
    }
  }

  /** Does the work, and tells what came, whatever became of it. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.tell(undefined);
      return result;
    } catch (error) {
      this.tell(error);
      throw error;
    }
  }

  private heard(index: number, { what, done, total = done, transfer }: Progress): void {
    const before = this.parts[index] ?? noTransfer;
    const { objects = 0, of = 0, requests = 0 } = transfer ?? {};
    this.parts[index] = { bytes: done, total, objects, of, requests };
    this.options.count({
      bytes: done - before.bytes,
      objects: objects - before.objects,
      requests: requests - before.requests,
    });
    const sum = sumOfTransfers(this.parts);
    this.call.onProgress?.({
      ...{ what, unit: 'bytes', done: sum.bytes, total: this.sum('total') },
      transfer: { objects: sum.objects, of: this.sum('of'), requests: sum.requests },
    });
  }

  private sum(of: 'total' | 'of'): number {
    return this.parts.reduce((all, part) => all + part[of], 0);
  }

  private tell(error: unknown): void {
    const transfer = sumOfTransfers(this.parts);
    if (transfer.requests === 0 && transfer.bytes === 0) return;
    this.options.ended({
      ...transfer,
      what: this.call.what ?? 'Reading',
      of: this.sum('of'),
      uris: [...this.uris],
      seconds: (Date.now() - this.since) / 1000,
      error,
    });
  }
}
