import type { Activity, TransferQuestion } from '../../../src/shared/contracts/workbenchState.ts';

/** A sort over much that is still on S3. */
export const fakeQuestion: TransferQuestion = {
  id: 1,
  what: 'Sorting by distance',
  bytes: 18_200_000_000,
  objects: 5120,
  requests: 9400,
  cost: 'less than $0.01 for requests; about $1.64 for transfer unless this machine runs in eu-west-1',
};

/** A transfer that is under way. */
export function fakeTransfer(): Activity {
  return {
    ...{ id: 7, what: 'Sorting by distance', since: Date.now() },
    ...{ done: 41_200_000, total: 120_000_000, unit: 'bytes' },
    transfer: { objects: 12, of: 40, rate: 23_100_000, left: 3.4 },
  };
}
