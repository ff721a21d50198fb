import type { ActiveWorkbench } from '../editors/activeWorkbench.ts';
import { S3_SCHEME, toS3Uri } from './s3Resource.ts';

/** The address of the object on S3 that the current viewer shows; undefined for a folder, and else. */
export function objectShown(active: ActiveWorkbench): string | undefined {
  const uri = active.current?.uri;
  if (uri?.scheme !== S3_SCHEME) return undefined;
  const address = toS3Uri(uri);
  return address.endsWith('/') || /[*?[{](?!versionId=)/.test(address) ? undefined : address;
}
