import { HeadBucketCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { AppError } from '../../shared/errors.ts';
import { awsError } from '../awsError.ts';
import type { AwsClients } from '../clients.ts';
import { readSdkError } from '../sdkError.ts';
import { requesterPays } from './requesterPays.ts';
import { regionOfArn } from './s3Uri.ts';

/** Where a bucket lies, and the client that reaches it without a redirect. */
export interface Home {
  readonly region: string;
  readonly client: S3Client;
}

interface Looking {
  readonly clients: AwsClients;
  readonly bucket: string;
  /** Told when a bucket turns out not to be public where no credentials are. */
  readonly refused: (bucket: string) => void;
  readonly options: { readonly abortSignal?: AbortSignal };
}

/** Finds a bucket's region, and whether it must do without credentials. */
export async function findHome(looking: Looking): Promise<Home> {
  const { clients, bucket } = looking;
  const arn = regionOfArn(bucket);
  if (arn !== undefined) return { region: arn, client: await clients.s3(arn) };
  try {
    return await ask(looking, (region) => clients.s3(region), true);
  } catch (error) {
    if (!isWithoutCredentials(error)) {
      throw awsError(error, { action: 's3:ListBucket', on: `s3://${bucket}` });
    }
  }
  const first = await (await clients.s3()).config.region();
  try {
    return await ask(
      looking,
      (region = first) => clients.unsignedS3(region, looking.refused),
      false,
    );
  } catch (error) {
    throw awsError(error, { action: 's3:ListBucket', on: `s3://${bucket}` });
  }
}

/** The region by a HEAD of the bucket, whose answer tells it even where it refuses. */
async function ask(
  { bucket, options }: Looking,
  clientOf: (region?: string) => Promise<S3Client>,
  signed: boolean,
): Promise<Home> {
  const client = await clientOf();
  const here = await client.config.region();
  const home = async (region = here): Promise<Home> => ({
    region,
    client: region === here ? client : await clientOf(region),
  });
  try {
    const answer = await client.send(new HeadBucketCommand({ Bucket: bucket }), options);
    return await home(answer.BucketRegion);
  } catch (error) {
    const known = readSdkError(error);
    if (known.bucketRegion !== undefined && known.status !== 403) return home(known.bucketRegion);
    if (known.status === 404) {
      throw Object.assign(new Error('HeadBucket: 404'), { name: 'NoSuchBucket' });
    }
    if (known.status === undefined || known.status >= 500) throw error;
    const there = await home(known.bucketRegion);
    if (known.status === 403) {
      if (signed) await refuseUnpaid(there.client, bucket, options);
      return there;
    }
    // A HEAD has no words; other servers than AWS name their region in those only.
    return home(await regionInWords(there.client, bucket, options));
  }
}

/**
 * A bucket whose readers pay refuses like any other. Whether that is why, it says only to whoever
 * offers to pay: for this one HEAD, which is listed at 0.0000004 US dollars.
 */
async function refuseUnpaid(
  client: S3Client,
  bucket: string,
  options: Looking['options'],
): Promise<void> {
  const command = new HeadBucketCommand({ Bucket: bucket });
  command.middlewareStack.add(
    requesterPays(() => true),
    { step: 'build' },
  );
  try {
    await client.send(command, options);
  } catch {
    // Refused as before, or not reachable: the request that follows has the words for it.
    return;
  }
  throw new AppError(
    'forbidden',
    `The bucket ${bucket} charges whoever reads it (requester pays).`,
    {
      hint: `To accept the charges, add ${bucket} to the setting sluice.aws.requesterPays, or to SLUICE_S3_REQUESTER_PAYS for the command line.`,
    },
  );
}

async function regionInWords(
  client: S3Client,
  bucket: string,
  options: Looking['options'],
): Promise<string | undefined> {
  try {
    await client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1 }), options);
    return undefined;
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The request that follows fails in the same way, and tells it.
    return readSdkError(error).bucketRegion;
  }
}

function isWithoutCredentials(error: unknown): boolean {
  return (
    error instanceof Error && error.message.includes('Could not load credentials from any provider')
  );
}
