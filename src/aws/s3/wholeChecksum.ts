import type { ObjectChecksum, S3Object } from '../../shared/contracts/aws.ts';
import { AppError } from '../../shared/errors.ts';
import type { Buckets } from './buckets.ts';
import { headObject } from './headObject.ts';
import { exactUri } from './objectVersion.ts';

/** Failures that say nothing of the object: another try may get its checksum. */
const PASSING: ReadonlySet<string> = new Set(['cancelled', 'network', 'throttled', 'credentials']);

/**
 * The digest that S3 gives of a whole object as it was listed; undefined where it gives none, may not
 * be asked, or has another object there by now.
 */
export async function wholeChecksum(
  buckets: Buckets,
  object: S3Object,
  signal: AbortSignal,
): Promise<ObjectChecksum | undefined> {
  try {
    const head = await headObject(buckets, exactUri(object), signal);
    return head.etag === object.etag && head.size === object.size ? head.checksum : undefined;
  } catch (error) {
    if (!(error instanceof AppError) || PASSING.has(error.code)) throw error;
    return undefined;
  }
}
