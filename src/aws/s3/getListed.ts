import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { S3Object } from '../../shared/contracts/aws.ts';
import { parseS3Uri } from './s3Uri.ts';

/** Asks for an object, or a range of it, as it was when it was listed: S3 refuses another one. */
export function getListed(object: S3Object, range?: string): GetObjectCommand {
  const { bucket, key } = parseS3Uri(object.uri);
  return new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    ...(range === undefined ? {} : { Range: range }),
    IfMatch: `"${object.etag}"`,
    ...(object.versionId === undefined ? {} : { VersionId: object.versionId }),
  });
}
