import * as vscode from 'vscode';
import { createAws } from '../../aws/client.ts';
import type { AwsContract } from '../../shared/contracts/aws.ts';
import type { AwsIdentity } from '../../shared/contracts/awsIdentity.ts';
import type { Remote } from '../../shared/rpc/contract.ts';
import { awsEnvironment } from './awsEnvironment.ts';
import type { AwsSettings } from './awsEnvironment.ts';
import { SwappingAws } from './swappingAws.ts';

/** The AWS side under the settings `sluice.aws.*`; a change of them starts it anew. */
export class AwsService implements vscode.Disposable {
  /** The same for as long as the window lives. */
  readonly remote: Remote<AwsContract>;
  /** The settings changed: whatever AWS said before may be otherwise now. */
  readonly onDidChange: vscode.Event<void>;
  /** AWS has answered for the first time under these settings. */
  readonly onDidUse: vscode.Event<void>;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly used = new vscode.EventEmitter<void>();
  private readonly swapping: SwappingAws;
  private readonly watching: vscode.Disposable;
  private answered = false;
  private who: Promise<AwsIdentity> | undefined;

  /** `script`: the bundle of the AWS process. */
  constructor(script: string) {
    this.onDidChange = this.changed.event;
    this.onDidUse = this.used.event;
    this.swapping = new SwappingAws(
      () => createAws({ mode: 'child', script, env: awsEnvironment(process.env, awsSettings()) }),
      () => {
        if (this.answered) return;
        this.answered = true;
        this.used.fire();
      },
    );
    this.remote = this.swapping.remote;
    this.watching = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('sluice.aws')) return;
      this.restart();
    });
  }

  /** Starts anew with the next call, so that fresh logins and profiles are read. */
  restart(): void {
    this.answered = false;
    this.who = undefined;
    this.swapping.swap();
    this.changed.fire();
  }

  /** Who the credentials belong to; asked once for each setting. */
  identity(): Promise<AwsIdentity> {
    this.who ??= this.remote.identity({}).catch((error: unknown) => {
      this.who = undefined;
      throw error;
    });
    return this.who;
  }

  dispose(): void {
    this.watching.dispose();
    this.swapping.dispose();
    this.changed.dispose();
    this.used.dispose();
  }
}

/** The settings as VS Code gives them: without the workspace's while it is not trusted. */
export function awsSettings(): AwsSettings {
  const settings = vscode.workspace.getConfiguration('sluice.aws');
  return {
    profile: settings.get('profile', '').trim(),
    region: settings.get('region', '').trim(),
    endpointUrl: settings.get('endpointUrl', '').trim(),
    requesterPays: settings
      .get<unknown[]>('requesterPays', [])
      .filter((name): name is string => typeof name === 'string'),
  };
}

/** Keeps a setting where it is set now: in the workspace, else with the user. */
export async function setAwsSetting(
  name: 'profile' | 'region' | 'endpointUrl',
  value: string,
): Promise<void> {
  const settings = vscode.workspace.getConfiguration('sluice.aws');
  const inWorkspace = settings.inspect(name)?.workspaceValue !== undefined;
  await settings.update(
    name,
    value === '' ? undefined : value,
    inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
  );
}
