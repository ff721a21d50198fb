/** The folder `parts` below an address on S3, with the slash at its end. */
export function s3Folder(uri: string, ...parts: readonly string[]): string {
  return [uri.replace(/\/+$/, ''), ...parts].join('/') + '/';
}
