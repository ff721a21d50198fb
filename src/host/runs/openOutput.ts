import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import { folderResource } from '../editors/dataAddress.ts';
import type { HostServices } from '../hostServices.ts';
import { openS3 } from '../s3/openS3.ts';

/** Opens what a run wrote, here or on S3, in the viewer. */
export async function openOutput(services: HostServices, uri: string): Promise<void> {
  if (/^s3:\/\//i.test(uri)) {
    await openS3(services, uri);
    return;
  }
  const folder = fileURLToPath(uri).replace(/[/\\]$/, '');
  let files: readonly string[];
  try {
    files = await readdir(folder);
  } catch (error) {
    throw new AppError('not-found', 'This output is gone.', {
      hint: 'Run the recipe again.',
      detail: folder,
      cause: error,
    });
  }
  const [only] = files;
  const resource =
    files.length === 1 && only !== undefined
      ? vscode.Uri.file(join(folder, only))
      : folderResource(vscode.Uri.file(folder));
  await vscode.commands.executeCommand('vscode.openWith', resource, 'sluice.data');
}
