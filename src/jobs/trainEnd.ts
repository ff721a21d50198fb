import type { AppError } from '../shared/errors.ts';
import type { RunRecord } from './runRecord.ts';

/** How a training ended. Its metric and model are in the record. */
export interface TrainEnd {
  readonly record: RunRecord;
  readonly error: AppError | undefined;
}
