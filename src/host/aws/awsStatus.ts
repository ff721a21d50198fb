import * as vscode from 'vscode';
import type { AwsIdentity } from '../../shared/contracts/awsIdentity.ts';
import { isCancelled, toAppError } from '../../shared/errors.ts';
import type { HostServices } from '../hostServices.ts';
import { register } from '../ui/registerCommand.ts';
import { profileName, regionName } from './awsEnvironment.ts';
import { awsSettings } from './awsService.ts';
import type { AwsService } from './awsService.ts';
import { selectProfile } from './selectProfile.ts';
import { selectRegion } from './selectRegion.ts';

/** The account and region in the status bar, and the commands that change them. */
export function registerAwsStatus(services: HostServices, aws: AwsService): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('sluice.aws', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Sluice: AWS Account and Region';
  item.command = 'sluice.selectProfile';
  const show = (identity?: AwsIdentity, problem?: string): void => {
    const settings = awsSettings();
    const name = identity
      ? (identity.profile ?? identity.account)
      : profileName(process.env, settings);
    const region = identity?.region ?? regionName(process.env, settings);
    item.text = `AWS: ${name}${region === undefined ? '' : ` · ${region}`}`;
    const known = identity
      ? [`Account ${identity.account}`, identity.arn, `Region ${identity.region}`]
      : [problem ?? 'Nobody has been asked yet.'];
    const elsewhere = identity?.customEndpoint === true ? ['Requests do not go to AWS.'] : [];
    item.tooltip = [...known, ...elsewhere, 'Click to choose another profile.'].join('\n');
  };
  const ask = async (): Promise<void> => {
    try {
      show(await aws.identity());
    } catch (error) {
      if (!isCancelled(error)) show(undefined, toAppError(error).message);
    }
  };
  show();
  item.show();
  return vscode.Disposable.from(
    item,
    aws.onDidChange(() => {
      show();
    }),
    aws.onDidUse(() => {
      void ask();
    }),
    register(services, 'selectProfile', () => selectProfile(services, aws)),
    register(services, 'selectRegion', (region) => selectRegion(services, region)),
  );
}
