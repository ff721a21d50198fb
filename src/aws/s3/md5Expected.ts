import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';

/** The ETag where it is the content's MD5: one part, and no key of KMS or of the customer. */
export function md5Expected(
  etag: string,
  answer: Pick<GetObjectCommandOutput, 'ServerSideEncryption' | 'SSECustomerAlgorithm'>,
): string | undefined {
  const plain =
    (answer.ServerSideEncryption === undefined || answer.ServerSideEncryption === 'AES256') &&
    answer.SSECustomerAlgorithm === undefined;
  return plain && /^[0-9a-f]{32}$/.test(etag) ? etag : undefined;
}
