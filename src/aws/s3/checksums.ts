import type { ObjectChecksum, S3Object } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import type { HandlerContext } from '../../shared/rpc/contract.ts';
import type { Buckets } from './buckets.ts';
import { forEachBounded } from '../forEachBounded.ts';
import { headObject } from './headObject.ts';
import { exactUri } from './objectVersion.ts';

const PARALLEL = 16;

/** The whole-content digests that S3 vouches for. An object that is not the listed one fails. */
export async function checksums(
  buckets: Buckets,
  objects: readonly S3Object[],
  context: HandlerContext,
): Promise<ObjectChecksum[]> {
  const found: (ObjectChecksum | undefined)[] = [];
  let done = 0;
  await forEachBounded(objects, PARALLEL, async (object, index) => {
    const head = await headObject(buckets, exactUri(object), context.signal);
    if (head.etag !== object.etag || head.size !== object.size) {
      throw new AppError('changed', `${object.uri} has changed since it was listed.`, {
        hint: 'Reload the dataset and try again.',
      });
    }
    found[index] = head.checksum;
    done += 1;
    context.progress({ what: 'Reading checksums', done, total: objects.length, unit: 'objects' });
  });
  return found.filter((checksum) => checksum !== undefined);
}
