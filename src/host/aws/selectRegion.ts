import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';
import { setAwsSetting } from './awsService.ts';

interface Choice extends vscode.QuickPickItem {
  readonly region?: string;
}

const OTHER = 'Another region…';

/** Sets the region of jobs: the one given, or one chosen from a list or typed. */
export async function selectRegion(services: HostServices, given: unknown): Promise<void> {
  if (typeof given === 'string') {
    await setAwsSetting('region', given);
    return;
  }
  const load = async (): Promise<Choice[]> => {
    const regions = await services.aws.regions({});
    return [
      { label: "The profile's region", region: '' },
      ...regions.map((region) => ({ label: region, region })),
      { label: OTHER },
    ];
  };
  const chosen = await vscode.window.showQuickPick<Choice>(load(), { title: 'AWS Region' });
  if (!chosen) return;
  const region = chosen.region ?? (await typed());
  if (region !== undefined) await setAwsSetting('region', region);
}

async function typed(): Promise<string | undefined> {
  const region = await vscode.window.showInputBox({
    title: 'AWS Region',
    placeHolder: 'eu-west-1',
    validateInput: (text) =>
      /^[a-z]{2}(-[a-z]+)+-\d+$/.test(text.trim()) ? undefined : 'A region looks like eu-west-1.',
  });
  return region?.trim();
}
