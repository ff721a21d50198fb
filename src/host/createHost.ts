import { join } from 'node:path';
import * as vscode from 'vscode';
import type { EngineClient } from '../engine/client.ts';
import { AwsService } from './aws/awsService.ts';
import { registerAwsStatus } from './aws/awsStatus.ts';
import { withHolds } from './aws/withHolds.ts';
import { registerCommands } from './commands/registerCommands.ts';
import { ActiveWorkbench } from './editors/activeWorkbench.ts';
import { registerEditors } from './editors/registerEditors.ts';
import type { ExtensionContext } from './extensionContext.ts';
import type { HostServices } from './hostServices.ts';
import { registerNotebook } from './notebook/registerNotebook.ts';
import { registerRuns } from './runs/registerRuns.ts';
import type { RunsRegistration } from './runs/registerRuns.ts';
import { registerS3 } from './s3/registerS3.ts';
import type { S3Registration } from './s3/registerS3.ts';
import { withCacheLimit } from './s3/withCacheLimit.ts';
import { registerTraining } from './training/registerTraining.ts';
import { followLimits } from './ui/followLimits.ts';
import { showError } from './ui/showError.ts';

/** What the composition root gives to the editor's side. */
export interface HostOptions {
  readonly engine: EngineClient;
  readonly cacheDirectory: string;
  readonly distDirectory: string;
}

/** What is registered, and the workbenches that are open. */
export interface Host {
  readonly active: ActiveWorkbench;
  readonly runs: RunsRegistration;
  readonly s3: S3Registration;
  readonly dispose: () => void;
}

/** Registers all that the editor shows. Reads no data and starts no process. */
export function createHost(context: ExtensionContext, options: HostOptions): Host {
  const log = vscode.window.createOutputChannel('Sluice', { log: true });
  const aws = new AwsService(join(options.distDirectory, 'aws.js'));
  const holding = withHolds(aws.remote);
  const brought = new vscode.EventEmitter<void>();
  const services: HostServices = {
    ...options,
    context,
    aws: withCacheLimit(holding.remote, () => {
      brought.fire();
    }),
    log,
    showError: (error, retry) => {
      showError(log, error, retry);
    },
  };
  const active = new ActiveWorkbench();
  const runs = registerRuns(services, aws);
  const s3 = registerS3(services, aws, { active, brought: brought.event });
  const registered = vscode.Disposable.from(
    log,
    aws,
    aws.onDidChange(holding.restarted),
    brought,
    followLimits(services),
    registerEditors(services, active),
    registerCommands(services, active),
    registerNotebook(services, active),
    registerAwsStatus(services, aws),
    s3,
    runs,
    registerTraining(services, runs),
  );
  return {
    ...{ active, runs, s3 },
    dispose: () => {
      registered.dispose();
    },
  };
}
