import type { Activity } from '../../../src/shared/contracts/workbenchState.ts';
import { bytes, integer } from '../../ui/format.ts';

/** What an activity says, in parts of which narrow windows leave out the later ones. */
export interface ActivityParts {
  /** `Sorting by fare: fetching`. */
  readonly what: string;
  /** `41 MB of 120 MB`. */
  readonly amount: string;
  /** `12 of 40 objects`. */
  readonly objects?: string;
  /** `23 MB/s`. */
  readonly rate?: string;
  /** `about 4 s left`. */
  readonly left?: string;
}

/** The parts of a transfer from S3; undefined for other work. */
export function transferParts(activity: Activity): ActivityParts | undefined {
  const { what, done, total = done, transfer } = activity;
  if (!transfer) return undefined;
  const { objects, of, rate, left } = transfer;
  return {
    what: `${what}: fetching`,
    amount: `${bytes(done)} of ${bytes(total)}`,
    ...(of > 1 ? { objects: `${integer(objects)} of ${integer(of)} objects` } : {}),
    ...(rate === undefined ? {} : { rate: `${bytes(rate)}/s` }),
    ...(left === undefined ? {} : { left: `about ${duration(left)} left` }),
  };
}

/** `Counting rows 40 %`, `Fetching 4.1 MB of 128 MB`, `Listing s3://lake/ 120,000 objects`; a transfer with all its parts. */
export function activityWords(activity: Activity): string {
  const { what, done, total, unit } = activity;
  const parts = transferParts(activity);
  if (parts) {
    const { amount, objects, rate, left } = parts;
    return `${parts.what} ${[amount, objects, rate, left].filter(Boolean).join(', ')}`;
  }
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

/** `4 s`, `3 min`, `2 h`: an estimate has no more digits than that. */
function duration(seconds: number): string {
  if (seconds < 59.5) return `${Math.max(1, Math.round(seconds))}\u00a0s`;
  if (seconds < 3570) return `${Math.round(seconds / 60)}\u00a0min`;
  return `${Math.round(seconds / 3600)}\u00a0h`;
}
