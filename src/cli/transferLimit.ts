import { AppError } from '../shared/errors.ts';
import type { TransferGate } from '../jobs/dataCall.ts';
import { megabytes } from './terminal.ts';

/** Refuses what would bring more than `most` bytes from S3 in all; `moved` tells what came so far. */
export function transferLimit(most: number, moved: () => number): TransferGate {
  return {
    get above() {
      return most - moved();
    },
    ask: ({ bytes }) => {
      const sum = moved() + bytes;
      if (sum <= most) return Promise.resolve(true);
      throw new AppError(
        'usage',
        `This would move ${megabytes(sum)} from S3, more than --max-transfer allows (${megabytes(most)}).`,
        { hint: 'Give a larger size, or read fewer columns or objects.' },
      );
    },
  };
}
