import type { CacheCleared } from '../../shared/contracts/s3Cache.ts';
import { byteText, counted } from '../runs/texts.ts';

/** Most datasets that are named in a sentence. */
const MOST_NAMED = 3;

/** “Removed 1.2 GB in 7 objects. Left because it is open: s3://lake/trips/ (12 MB).” */
export function clearedText({ bytes, copies, left }: CacheCleared): string {
  const removed =
    copies === 0
      ? 'Nothing was removed.'
      : `Removed ${byteText(bytes)} in ${counted(copies, 'object')}.`;
  if (left.length === 0) return removed;
  const named = left
    .slice(0, MOST_NAMED)
    .map((one) => `${one.address === '' ? 'others' : one.address} (${byteText(one.bytes)})`);
  const more = left.length > MOST_NAMED ? `, and ${String(left.length - MOST_NAMED)} more` : '';
  return `${removed} Open, and left: ${named.join(', ')}${more}.`;
}
