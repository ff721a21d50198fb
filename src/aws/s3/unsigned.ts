import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { AppError } from '../../shared/errors.ts';
import { readSdkError } from '../sdkError.ts';
import { s3Uri } from './s3Uri.ts';

/** Requests without a signature, as public buckets take them. */
export const unsignedConfig = {
  credentials: { accessKeyId: '', secretAccessKey: '' },
  signer: { sign: (request) => Promise.resolve(request) },
} as const satisfies S3ClientConfig;

/** Tells a refusal apart from one that credentials got: there are none. */
export function unsignedRefusal(refused: (bucket: string) => void) {
  return <A extends { input: object }, R>(
      next: (args: A) => Promise<R>,
      { commandName }: { commandName?: string },
    ) =>
    async (args: A): Promise<R> => {
      try {
        return await next(args);
      } catch (error) {
        const { status } = readSdkError(error);
        const bucket = text('Bucket', args.input);
        // A bucket that may not be listed still has objects that may be read.
        if (commandName === 'HeadBucketCommand' || bucket === undefined) throw error;
        if (status !== 403 && status !== 401) throw error;
        refused(bucket);
        const where = s3Uri(bucket, text('Key', args.input) ?? text('Prefix', args.input) ?? '');
        throw unsignedError(where, error);
      }
    };
}

/** What is not public and needs credentials, of which there are none. */
function unsignedError(where: string, cause: unknown): AppError {
  const profile = process.env.AWS_PROFILE;
  const whose = profile === undefined || profile === '' ? '' : ` for the profile ${profile}`;
  return new AppError(
    'credentials',
    `No AWS credentials were found${whose}, and ${where} is not public, or not there.`,
    {
      hint: 'Set AWS_PROFILE to a profile of ~/.aws/config (`aws configure list-profiles` names them), or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      cause,
    },
  );
}

function text(name: string, input: object): string | undefined {
  const value: unknown = Reflect.get(input, name);
  return typeof value === 'string' ? value : undefined;
}
