import { basename } from 'node:path';
import type * as vscode from 'vscode';
import { S3_SCHEME, toS3Uri } from '../s3/s3Resource.ts';

/** The scheme of folders that are opened as one dataset: an editor cannot be opened on a folder. */
const FOLDER_SCHEME = 'sluice-folder';

/** What the viewer opens for a resource of an editor: a path or an `s3://` address, and its title. */
export function dataAddress(uri: vscode.Uri): { readonly address: string; readonly title: string } {
  const title = basename(uri.path) || uri.authority;
  return { address: uri.scheme === S3_SCHEME ? toS3Uri(uri) : uri.fsPath, title };
}

/** The resource of an editor for a folder on this machine. */
export function folderResource(uri: vscode.Uri): vscode.Uri {
  return uri.with({ scheme: FOLDER_SCHEME });
}
