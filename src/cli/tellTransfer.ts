import type { DataSession } from '../jobs/dataSession.ts';
import { grouped, megabytes } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** Says what a command brought from S3, if anything. */
export function tellTransfer({ moved }: DataSession, terminal: Terminal): void {
  const { bytes, objects, requests } = moved;
  if (bytes === 0) return;
  const of = `${grouped(objects)} object${objects === 1 ? '' : 's'}`;
  const by = `${grouped(requests)} request${requests === 1 ? '' : 's'}`;
  terminal.note(`Moved ${megabytes(bytes)} of ${of} from S3 in ${by}.`);
}
