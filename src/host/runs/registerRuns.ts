import { access } from 'node:fs/promises';
import * as vscode from 'vscode';
import { AppError } from '../../shared/errors.ts';
import type { RunRecord } from '../../jobs/runRecord.ts';
import { counted } from '../../session/runs/texts.ts';
import type { AwsService } from '../aws/awsService.ts';
import type { HostServices } from '../hostServices.ts';
import { register } from '../ui/registerCommand.ts';
import { openOutput } from './openOutput.ts';
import { RunLogs } from './runLogs.ts';
import { RunPanels } from './runPanels.ts';
import { runLocally } from './runLocally.ts';
import { RunsHost } from './runsHost.ts';
import { RunsTree } from './runsTree.ts';
import type { RunNode } from './runsTree.ts';
import { commandTarget } from './savedDocument.ts';
import { requireTrust } from './trust.ts';

const RECIPE = /\.sluice\.json$/;

/** Commands that run recipes, the Runs view, the run panel, the status of what is under way. */
export function registerRuns(services: HostServices, aws: AwsService): RunsRegistration {
  const host = new RunsHost(services);
  const tree = new RunsTree(host);
  const logs = new RunLogs(services);
  const panels = new RunPanels(services, host, aws);
  const view = vscode.window.createTreeView('sluice.runs', { treeDataProvider: tree });
  const status = vscode.window.createStatusBarItem(
    'sluice.runs',
    vscode.StatusBarAlignment.Left,
    20,
  );
  status.name = 'Sluice: Runs';
  status.command = 'sluice.runs.focus';
  let active = 0;
  const count = async (): Promise<void> => {
    active = (await host.make()).model.active.length;
    status.text = `$(sync~spin) ${counted(active, 'run')} active`;
    if (active > 0) status.show();
    else status.hide();
  };
  const ticking = setInterval(() => {
    if (view.visible && active > 0) tree.tick();
  }, 5000);
  const setShown = async (shown: boolean): Promise<void> => {
    (await host.make()).model.setShown(shown);
  };
  const watcher = vscode.workspace.createFileSystemWatcher('**/.sluice/runs/*/record.json');
  const look = (): void => {
    if (view.visible || active > 0) void host.make().then(({ model }) => model.refresh());
  };
  const isNode = (given: unknown): given is RunNode =>
    typeof given === 'object' && given !== null && 'kind' in given;
  const runOf = (given: unknown): Extract<RunNode, { kind: 'run' | 'logs' }> | undefined =>
    isNode(given) && (given.kind === 'run' || given.kind === 'logs') ? given : undefined;
  const recipe = (given: unknown): vscode.Uri => {
    const uri = commandTarget(given, RECIPE, 'sluice.recipe');
    if (uri) return uri;
    throw new AppError('usage', 'No recipe is open.', { hint: 'Open a *.sluice.json first.' });
  };

  const disposable = vscode.Disposable.from(
    host,
    tree,
    logs,
    panels,
    view,
    status,
    watcher,
    { dispose: () => clearInterval(ticking) },
    host.onDidChange(() => void count()),
    host.onDidEnd(({ record }) => {
      if (record.target === 'sagemaker') void tellEnd(services, record);
    }),
    view.onDidChangeVisibility(({ visible }) => void setShown(visible)),
    watcher.onDidCreate(look),
    watcher.onDidChange(look),
    watcher.onDidDelete(look),
    register(services, 'runLocally', (given) => runLocally(services, host, recipe(given))),
    register(services, 'runOnSagemaker', async (given) => {
      const uri = commandTarget(given, /\.(sluice|job)\.json$/, 'sluice.recipe');
      await panels.open(uri ?? recipe(given));
    }),
    register(services, 'refreshRuns', async () => {
      await (await host.make()).model.ask();
    }),
    register(services, 'openRunOutput', async (node) => {
      if (isNode(node) && node.kind === 'output') await openOutput(services, node.uri);
    }),
    register(services, 'openRunLogs', (node) => {
      const run = runOf(node);
      if (run) logs.show(run.record, run.history);
    }),
    register(services, 'stopRun', async (node) => {
      const run = runOf(node);
      if (run) await stopRun(services, host, run.record);
    }),
    register(services, 'runAgain', async (node) => {
      const run = runOf(node);
      if (run) await runAgain(services, host, panels, run.record);
    }),
  );
  if (view.visible) void setShown(true);
  return {
    ...{ host, logs, tree },
    dispose: () => {
      disposable.dispose();
    },
  };
}

/** What the training form needs of the runs. */
export interface RunsRegistration {
  readonly dispose: () => void;
  readonly host: RunsHost;
  readonly logs: RunLogs;
  readonly tree: RunsTree;
}

async function stopRun(services: HostServices, host: RunsHost, record: RunRecord): Promise<void> {
  if (!requireTrust()) return;
  const { job, name } = record;
  if (!job) {
    if (host.stop(name)) return;
    throw new AppError('usage', `${name} was started elsewhere.`, {
      hint: 'Stop it in the window or terminal that it was started in.',
    });
  }
  const stop = 'Stop';
  const detail = 'What it has used so far is billed. A stopped job cannot be continued.';
  const chosen = await vscode.window.showWarningMessage(
    `Stop ${name} on SageMaker?`,
    { modal: true, detail },
    stop,
  );
  if (chosen !== stop) return;
  await services.aws.stopJob({ kind: job.kind, name: job.name });
  const { model } = await host.make();
  model.follow(name);
  await model.ask();
}

async function runAgain(
  services: HostServices,
  host: RunsHost,
  panels: RunPanels,
  record: RunRecord,
): Promise<void> {
  if (!requireTrust()) return;
  const { document, kind, target } = record;
  const gone = new AppError('not-found', 'The document that it was started from is gone.', {
    hint: 'What ran is kept in the folder of the run.',
    detail: `${document ?? ''}\n${record.directory}`,
  });
  if (document === undefined) throw gone;
  const there = await access(document).then(
    () => true,
    () => false,
  );
  if (!there) throw gone;
  const uri = vscode.Uri.file(document);
  if (kind === 'train') {
    await vscode.commands.executeCommand('vscode.openWith', uri, 'sluice.train');
    if (target === 'local') await vscode.commands.executeCommand('sluice.trainHere', uri);
  } else if (target === 'local') await runLocally(services, host, uri);
  else await panels.open(uri, record);
}

async function tellEnd(services: HostServices, record: RunRecord): Promise<void> {
  const { name, state, metric, error, outputs = [] } = record;
  if (state === 'failed') {
    services.showError(
      new AppError(
        'job-failed',
        `${name} failed on SageMaker: ${error?.message ?? 'no reason given'}`,
        {
          hint: 'Open its logs in the Runs view.',
        },
      ),
    );
    return;
  }
  const score = metric ? `, ${metric.name} ${String(metric.value)}` : '';
  const [output] = state === 'completed' ? outputs : [];
  const chosen = await vscode.window.showInformationMessage(
    `${name} ${state} on SageMaker${score}.`,
    ...(output ? ['Open Output'] : []),
  );
  if (chosen === undefined || !output) return;
  try {
    await openOutput(services, output.uri);
  } catch (failure) {
    services.showError(failure);
  }
}
