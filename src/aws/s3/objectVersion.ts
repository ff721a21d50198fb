import type { S3Object } from '../../shared/contracts/aws.ts';

/**
 * What names the content of an object at its address: its version, else its ETag. The version `null`
 * is overwritten as long as no versions are kept, so that it names nothing.
 */
export function objectVersion({ versionId, etag }: S3Object): string {
  return versionId === undefined || versionId === 'null' ? etag : versionId;
}

/** The object's address, with its version where that was asked for. */
export function exactUri({ uri, versionId, pinned }: S3Object): string {
  return pinned !== true || versionId === undefined ? uri : `${uri}?versionId=${versionId}`;
}
