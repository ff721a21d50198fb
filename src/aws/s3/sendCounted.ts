import type { GetObjectCommand, GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';

/** Sends a request for bytes, and tells how often the SDK had to send it, whatever came of it. */
export async function sendCounted(
  client: S3Client,
  command: GetObjectCommand,
  signal: AbortSignal,
  asked: (requests: number) => void,
): Promise<GetObjectCommandOutput> {
  try {
    const answer = await client.send(command, { abortSignal: signal });
    asked(answer.$metadata.attempts ?? 1);
    return answer;
  } catch (error) {
    asked(attemptsOf(error));
    throw error;
  }
}

/** As often as the SDK says; an error that it did not make came with the one request there was. */
function attemptsOf(error: unknown): number {
  if (!(error instanceof Error) || !('$metadata' in error)) return 1;
  const { $metadata: metadata } = error;
  if (typeof metadata !== 'object' || metadata === null || !('attempts' in metadata)) return 1;
  return typeof metadata.attempts === 'number' ? metadata.attempts : 1;
}
