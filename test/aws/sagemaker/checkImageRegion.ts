import { AwsError } from '../awsError.ts';
import type { Fields } from '../fields.ts';
import type { JobKind } from './job.ts';

/** Refuses an image that does not lie in a private registry of the request's own region. */
export function checkImageRegion(kind: JobKind, region: string, request: Fields): void {
  const image =
    kind === 'processing'
      ? request.fields('AppSpecification').text('ImageUri')
      : request.fields('AlgorithmSpecification').text('TrainingImage');
  if (image === undefined) return;
  const match = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.[a-z0-9.]+\/[^:@]+(?:[:@].+)?$/.exec(image);
  if (match?.[1] === region) return;
  throw new AwsError(
    'ValidationException',
    `The image '${image}' must lie in an Amazon ECR registry of the region ${region}.`,
  );
}
