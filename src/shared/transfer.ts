import { bytesOf, mergeRanges } from './byteRanges.ts';
import type { ByteRange } from './byteRanges.ts';

/** Ranges of an object with at most so many bytes between them are fetched by one request. */
export const REQUEST_GAP = 16 * 1024;
/** Bytes of one request for a range. */
export const REQUEST_BYTES = 4 * 1024 * 1024;

/** Objects of so many bytes come whole with the request for their footer. */
const SMALL = 128 * 1024;
/** Most footers are in the last bytes. */
const TAIL = 64 * 1024;

/** What is fetched first of an object of this size to get its Parquet footer. */
export function footerGuess(size: number): ByteRange {
  return [size <= SMALL ? 0 : size - TAIL, size];
}

/** What comes from S3, or would come. */
export interface Transfer {
  readonly bytes: number;
  /** Objects of which something comes. */
  readonly objects: number;
  /** Requests for bytes; listings are not among them. */
  readonly requests: number;
}

/** Nothing comes. */
export const noTransfer: Transfer = { bytes: 0, objects: 0, requests: 0 };

/** What it takes to fetch ranges of one object. */
export function transferOf(ranges: readonly ByteRange[]): Transfer {
  const bytes = bytesOf(mergeRanges(ranges));
  if (bytes === 0) return noTransfer;
  const requests = mergeRanges(ranges, REQUEST_GAP).reduce(
    (sum, range) => sum + Math.ceil(bytesOf([range]) / REQUEST_BYTES),
    0,
  );
  return { bytes, objects: 1, requests };
}

/** Several transfers of different objects as one. */
export function sumOfTransfers(transfers: readonly Transfer[]): Transfer {
  return transfers.reduce(
    (sum, { bytes, objects, requests }) => ({
      bytes: sum.bytes + bytes,
      objects: sum.objects + objects,
      requests: sum.requests + requests,
    }),
    noTransfer,
  );
}
