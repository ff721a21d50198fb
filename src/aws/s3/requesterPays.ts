import { HttpRequest } from '@smithy/core/protocols';

/**
 * The buckets whose charges the person accepts, from `SLUICE_S3_REQUESTER_PAYS`: names with commas
 * between. It is asked of the person and not of a recipe, since a recipe is opened by others, too.
 */
export function paidBuckets(): ReadonlySet<string> {
  const named = process.env.SLUICE_S3_REQUESTER_PAYS ?? '';
  return new Set(named.split(',').map((name) => name.trim()));
}

/** Says to S3 that the requester pays, for the buckets that `pays` names. */
export function requesterPays(pays: (bucket: string) => boolean) {
  return <A extends { input: object; request: unknown }, R>(next: (args: A) => Promise<R>) =>
    (args: A): Promise<R> => {
      const bucket = 'Bucket' in args.input ? args.input.Bucket : undefined;
      if (typeof bucket === 'string' && pays(bucket) && HttpRequest.isInstance(args.request)) {
        args.request.headers['x-amz-request-payer'] = 'requester';
      }
      return next(args);
    };
}
