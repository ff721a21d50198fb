import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';
import { awsSettings, setAwsSetting } from './awsService.ts';
import type { AwsService } from './awsService.ts';

interface Choice extends vscode.QuickPickItem {
  readonly profile?: string;
}

/** Lets the person choose one of the profiles of the AWS configuration files. */
export async function selectProfile(services: HostServices, aws: AwsService): Promise<void> {
  const now = awsSettings().profile;
  const load = async (): Promise<Choice[]> => {
    const found = await services.aws.profiles({});
    const none: Choice = {
      label: 'As the AWS SDK finds it',
      description: 'environment, default profile, role of the machine',
      profile: '',
    };
    return [
      none,
      ...found.map(({ name, region }) => ({
        label: name,
        description: region ?? '',
        profile: name,
      })),
    ].map((choice) => ({
      ...choice,
      ...(choice.profile === now ? { detail: 'chosen now' } : {}),
    }));
  };
  const chosen = await vscode.window.showQuickPick<Choice>(load(), {
    title: 'AWS Profile',
    placeHolder: 'A profile of ~/.aws/config',
    matchOnDescription: true,
  });
  if (chosen?.profile === undefined) return;
  // The same one again: a fresh login is read.
  if (chosen.profile === now) aws.restart();
  else await setAwsSetting('profile', chosen.profile);
}
