import { bytesOf } from '../shared/byteRanges.ts';
import type { AwsContract } from '../shared/contracts/aws.ts';
import type { Remote } from '../shared/rpc/contract.ts';
import { footerGuess, sumOfTransfers } from '../shared/transfer.ts';
import type { PlannedTransfer } from './dataCall.ts';
import type { LocatedSource } from './locatedSource.ts';
import { placeOf } from './placeOf.ts';
import { footersOf } from './remoteFiles.ts';
import type { TransferRun } from './transferRun.ts';

interface Opening {
  readonly located: readonly LocatedSource[];
  readonly cacheDirectory: string;
  /** Files come whole, which others can read. */
  readonly whole: boolean;
}

/** What opening sources brings from S3; undefined where that cannot be worth a question. */
export async function openingTransfer(
  aws: Remote<AwsContract>,
  { located, cacheDirectory, whole }: Opening,
  { above, call }: TransferRun,
): Promise<PlannedTransfer | undefined> {
  const remote = located.flatMap((source) => {
    if (!source.remote) return [];
    const { base, objects } = source.remote;
    const parts = whole ? {} : footersOf(source.format, objects);
    return [{ source, request: { base, objects, cacheDirectory, ...parts } }];
  });
  const most = remote.reduce((sum, { request: { objects, parts } }) => {
    const each = (size: number): number => (parts ? bytesOf([footerGuess(size)]) : size);
    return objects.reduce((all, { size }) => all + each(size), sum);
  }, 0);
  if (most <= above) return undefined;
  const transfers = await Promise.all(
    remote.map(({ request }) => aws.missing(request, { signal: call.signal })),
  );
  const sources = remote.map(({ source }) => source);
  return {
    ...sumOfTransfers(transfers),
    ...{ ranges: {}, uris: sources.map(({ spec }) => spec.uri), place: placeOf(sources) },
  };
}
