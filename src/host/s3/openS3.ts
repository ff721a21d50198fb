import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';
import { withRecent } from '../../session/s3/recentAddresses.ts';
import { toResource } from './s3Resource.ts';

const KEY = 'sluice.s3.recent';

/** The addresses that were opened last, newest first. */
export function recentS3(services: HostServices): readonly string[] {
  return services.context.globalState.get<readonly string[]>(KEY, []);
}

/** Opens an object, or a folder as one dataset, in the viewer. */
export async function openS3(services: HostServices, uri: string): Promise<void> {
  const resource = toResource(uri);
  await services.context.globalState.update(KEY, withRecent(recentS3(services), uri));
  await vscode.commands.executeCommand('vscode.openWith', resource, 'sluice.data');
}
