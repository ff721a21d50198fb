import { isCancelled, toAppError } from '../../shared/errors.ts';
import type { Transfer } from '../../shared/transfer.ts';
import { costWords } from '../../core/cost/costWords.ts';
import { transferCost } from '../../core/cost/transferCost.ts';
import type { PricedPlace } from '../../core/cost/transferCost.ts';
import type { EndedTransfer } from '../../jobs/dataCall.ts';
import { byteText, counted, durationText } from '../runs/texts.ts';

/** What a transfer may cost, in words; undefined where no price is known. */
export function costOf(
  transfer: Pick<Transfer, 'bytes' | 'requests'>,
  place: PricedPlace,
  listings = 0,
): string | undefined {
  const cost = transferCost(transfer, place, listings);
  return cost && costWords(cost);
}

/**
 * A transfer as the log keeps it: `Sorting by fare: 41 MB from s3://lake/trips/, 12 requests, 12 of 12
 * objects, 1.8 s, 23 MB/s`; then `cancelled`, or why it failed.
 */
export function transferLine(transfer: EndedTransfer): string {
  const { what, uris, seconds, error, bytes, requests, objects, of } = transfer;
  const came = [
    `${byteText(bytes)} from ${uris.join(', ')}`,
    counted(requests, 'request'),
    `${String(objects)} of ${counted(of, 'object')}`,
    durationText(seconds),
    ...(seconds > 0 ? [`${byteText(bytes / seconds)}/s`] : []),
  ].join(', ');
  if (error === undefined) return `${what}: ${came}`;
  const { message } = toAppError(error);
  return `${what}: ${came}; ${isCancelled(error) ? 'cancelled' : message}`;
}
