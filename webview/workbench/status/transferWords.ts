import type { TransferQuestion } from '../../../src/shared/contracts/workbenchState.ts';
import type { Transfer } from '../../../src/shared/transfer.ts';
import { bytes, integer } from '../../ui/format.ts';

/** `12 objects`, `1 object`. */
export function countOf(count: number, word: string): string {
  return `${integer(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** `41 MB of 12 objects in 20 requests`. */
function amount({ bytes: size, objects, requests }: Transfer): string {
  return `${bytes(size)} of ${countOf(objects, 'object')} in ${countOf(requests, 'request')}`;
}

/** What the person is asked, after the name of the action. */
export function questionWords({ upTo, cost, ...transfer }: TransferQuestion): string {
  const more = upTo ? `, and up to ${amount(upTo)} for all that may follow` : '';
  const price = cost === undefined ? '' : ` It may cost ${cost}.`;
  return `would fetch ${amount(transfer)} from S3${more}.${price}`;
}

/** What exact figures may bring, for their menu. */
export function exactHint({
  bytes: size,
  requests,
  cost,
}: Transfer & { readonly cost?: string }): string {
  const price = cost === undefined ? '' : `; ${cost}`;
  return `up to ${bytes(size)} from S3 in ${countOf(requests, 'request')}${price}`;
}
