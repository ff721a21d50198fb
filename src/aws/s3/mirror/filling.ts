import type { S3Client } from '@aws-sdk/client-s3';
import type { ObjectChecksum } from '../../../shared/contracts/aws.ts';
import type { Slots } from './slots.ts';

/** What filling a copy takes. */
export interface Filling {
  readonly client: () => Promise<S3Client>;
  readonly slots: Slots;
  readonly signal: AbortSignal;
  readonly moved: (bytes: number) => void;
  readonly asked: (requests: number) => void;
  /** The digest of the whole object that S3 gives where the ETag is none. */
  readonly checksum: () => Promise<ObjectChecksum | undefined>;
  /** Told of the bytes of a copy that have been compared with the digest. */
  readonly checked: (bytes: number, all: number) => void;
}
