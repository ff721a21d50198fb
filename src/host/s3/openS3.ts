import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';
import { withRecent } from '../../session/s3/recentAddresses.ts';
import { s3Address } from '../../session/s3/s3Address.ts';
import { momentText } from '../../session/s3/versionTexts.ts';
import { toResource } from './s3Resource.ts';

const KEY = 'sluice.s3.recent';

/** The addresses that were opened last, newest first. */
export function recentS3(services: HostServices): readonly string[] {
  return services.context.globalState.get<readonly string[]>(KEY, []);
}

/** Opens an object, one version of it, or a folder as one dataset, in the viewer. */
export async function openS3(services: HostServices, uri: string): Promise<void> {
  const resource = toResource(uri, await momentOf(services, uri));
  await services.context.globalState.update(KEY, withRecent(recentS3(services), uri));
  await vscode.commands.executeCommand('vscode.openWith', resource, 'sluice.data');
}

/** When a single version was written, for its tab; a version that is gone opens no tab. */
async function momentOf(services: HostServices, uri: string): Promise<string> {
  if (s3Address(uri)?.versionId === undefined) return '';
  return momentText((await services.aws.head({ uri })).lastModified);
}
