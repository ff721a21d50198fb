import type { Activity } from '../../../src/shared/contracts/workbenchState.ts';
import { bytes, integer } from '../../ui/format.ts';

/** `Counting rows 40 %`, `Fetching 4.1 MB of 128 MB`, `Opening`, `Listing s3://lake/ 120,000 objects`. */
export function activityWords({ what, done, total, unit }: Activity): string {
  if (unit === 'bytes') {
    if (total !== undefined) return `${what} ${bytes(done)} of ${bytes(total)}`;
    return done > 0 ? `${what} ${bytes(done)}` : what;
  }
  if (total !== undefined && total > 0) {
    if (unit === 'rows') return `${what} ${Math.floor((done / total) * 100)}\u00a0%`;
    return `${what} ${integer(done)} of ${integer(total)}`;
  }
  if (done === 0) return what;
  return unit === 'objects' ? `${what} ${integer(done)} objects` : `${what} ${integer(done)}`;
}
