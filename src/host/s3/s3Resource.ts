import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import { s3Address } from '../../session/s3/s3Address.ts';

/** The scheme of resources on S3. */
export const S3_SCHEME = 'sluice-s3';

/**
 * The resource of an editor for an address on S3: `sluice-s3://bucket/key`, a folder's without its
 * last slash and with the query `folder`, one version's with the query `versionId=…`. A key that a path
 * would change stands in the query, as does one whose tab is to say more than its name: `moment`, when the
 * version was written.
 */
export function toResource(uri: string, moment = ''): vscode.Uri {
  const address = s3Address(uri);
  if (!address) {
    throw new AppError('usage', `${uri} is not an address on S3.`, {
      hint: 'Write it as s3://bucket/folder/ or s3://bucket/folder/file.parquet.',
    });
  }
  const { bucket, key, versionId } = address;
  const isFolder = key === '' || key.endsWith('/');
  const shown = `/${isFolder ? key.slice(0, -1) : key}`;
  const plain =
    moment === '' && (!/(^|\/)\.{0,2}(\/|$)/.test(isFolder ? key.slice(0, -1) : key) || key === '');
  return vscode.Uri.from({
    scheme: S3_SCHEME,
    authority: bucket,
    path: plain
      ? shown
      : `/${key
          .split('/')
          .filter((part) => !/^\.{0,2}$/.test(part))
          .join('/')}${moment === '' ? '' : ` (${moment})`}`,
    query: plain
      ? plainQuery(isFolder, versionId)
      : `key=${encodeURIComponent(withVersion(key, versionId))}`,
  });
}

function plainQuery(isFolder: boolean, versionId: string | undefined): string {
  if (versionId !== undefined) return `versionId=${versionId}`;
  return isFolder ? 'folder' : '';
}

function withVersion(key: string, versionId: string | undefined): string {
  return versionId === undefined ? key : `${key}?versionId=${versionId}`;
}

/** The address on S3 that a resource stands for. */
export function toS3Uri(resource: vscode.Uri): string {
  const { authority, path, query } = resource;
  if (query.startsWith('key=')) return `s3://${authority}/${decodeURIComponent(query.slice(4))}`;
  if (query.startsWith('versionId=')) return `s3://${authority}${path}?${query}`;
  const slash = query === 'folder' && path !== '/' ? '/' : '';
  return `s3://${authority}${path}${slash}`;
}
