import { dirname } from 'node:path';
import * as vscode from 'vscode';
import type { JobDocument } from '../../jobs/documents.ts';
import type { RunForm, RunPanelContract, RunPanelEvents } from '../../shared/contracts/runPanel.ts';
import { isCancelled, toAppError } from '../../shared/errors.ts';
import { serve } from '../../shared/rpc/connect.ts';
import { sendEvent } from '../../shared/rpc/events.ts';
import { editorError } from '../../session/runs/editorError.ts';
import type { AwsService } from '../aws/awsService.ts';
import type { HostServices } from '../hostServices.ts';
import { webviewConnection } from '../ui/webviewConnection.ts';
import { webviewHtml, webviewOptions } from '../ui/webviewPage.ts';
import { confirmJob } from './confirmJob.ts';
import { historyNear } from './historyNear.ts';
import { emptyForm } from './openedForm.ts';
import { runLocally } from './runLocally.ts';
import type { RunsHost } from './runsHost.ts';
import { saveJobFile } from './saveJobFile.ts';
import { requireTrust } from './trust.ts';
import { withProgress } from './withProgress.ts';
import { writeOutputs } from './writeOutputs.ts';

/** What a run panel is opened with. */
export interface RunPanelInput {
  readonly services: HostServices;
  readonly host: RunsHost;
  readonly aws: AwsService;
  readonly panel: vscode.WebviewPanel;
  readonly recipe: vscode.Uri;
  readonly form?: RunForm;
  readonly base?: JobDocument;
}

/** An open run panel. */
export interface OpenRunPanel {
  readonly dispose: () => void;
  readonly reveal: () => void;
  readonly replace: (form: RunForm, base: JobDocument | undefined) => Promise<void>;
}

/** Fills a panel with the settings of a run on SageMaker; they are remembered for the recipe. */
export async function showRunPanel(input: RunPanelInput): Promise<OpenRunPanel> {
  const { services, host, aws, panel, recipe } = input;
  const { extensionUri, workspaceState } = services.context;
  const key = `sluice.runForm:${recipe.toString()}`;
  const recipePath = recipe.fsPath;
  panel.webview.options = webviewOptions(extensionUri);
  const connection = webviewConnection(panel.webview);
  const closing = new AbortController();
  const isClosed = (): boolean => closing.signal.aborted;
  panel.onDidDispose(() => {
    closing.abort();
  });
  const document = await vscode.workspace.openTextDocument(recipe);
  const { RunPanelSession } = await import('../../session/runs/runPanelSession.ts');
  const { runs, model } = await host.make();
  const kept = workspaceState.get<Partial<RunForm>>(key, {});
  const session = new RunPanelSession(
    {
      service: runs,
      history: await historyNear(recipePath),
      recipePath,
      text: () => document.getText(),
      trusted: () => vscode.workspace.isTrusted,
      state: (state) => {
        if (!isClosed()) sendEvent<RunPanelEvents, 'state'>(connection, 'state', state);
      },
    },
    input.form ?? { ...emptyForm, ...kept },
    input.base,
  );
  const opening = session.open();

  const take = async (form: RunForm): Promise<void> => {
    await workspaceState.update(key, form);
    await session.change(form);
  };
  /** Work of a button: one at a time, told once if it fails. */
  const work = async (what: string, form: RunForm, run: () => Promise<unknown>): Promise<null> => {
    if (session.state.busy !== undefined) return null;
    await workspaceState.update(key, form);
    session.setBusy(what);
    try {
      await run();
    } catch (error) {
      const known = toAppError(error);
      if (!isCancelled(known) && known.code !== 'declined') services.showError(editorError(known));
    } finally {
      if (!isClosed()) {
        session.setBusy(undefined);
        await session.check();
      }
    }
    return null;
  };

  serve<RunPanelContract>(connection, {
    ready: async () => {
      await opening;
      return { form: session.shownForm, state: session.state, recipe: recipe.toString() };
    },
    change: async ({ form }) => {
      await take(form);
      return null;
    },
    check: async () => {
      await session.check();
      return null;
    },
    submit: ({ form }) =>
      work('Submitting…', form, async () => {
        if (!requireTrust()) return;
        await session.change(form);
        const settings = session.settings('-');
        if (!settings || !(await writeOutputs(document, form))) return;
        await host.addPlace(recipePath);
        const end = await withProgress('Preparing the run on SageMaker', (call) =>
          runs.runOnSagemaker(
            {
              ...{ recipePath, settings, refit: form.refit, confirm: confirmJob },
              parameters: givenParameters(form),
            },
            call,
          ),
        );
        model.follow(end.record.name);
        void tellSubmitted(end.record.name);
      }),
    runHere: ({ form }) =>
      work('Running here…', form, async () => {
        if (!(await writeOutputs(document, form))) return;
        const { refit } = form;
        await runLocally(services, host, recipe, { refit, parameters: givenParameters(form) });
      }),
    saveJob: ({ form }) =>
      work('Saving…', form, async () => {
        await session.change(form);
        await saveJobFile(recipe, (path) => session.settings(path));
        await writeOutputs(document, form);
      }),
    command: async ({ command, value }) => {
      if (command === 'openRecipe') {
        await vscode.commands.executeCommand('vscode.open', recipe);
      } else if (command === 'trustWorkspace') {
        await vscode.commands.executeCommand('workbench.trust.manage');
      } else await vscode.commands.executeCommand(`sluice.${command}`, value);
      return null;
    },
  });
  connection.listen();
  const disposables = [
    aws.onDidChange(() => void session.check()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void session.check()),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document.uri.toString() === recipe.toString() && event.contentChanges.length > 0)
        void session.change(session.shownForm);
    }),
  ];
  const dispose = (): void => {
    for (const disposable of disposables) disposable.dispose();
    session.dispose();
    connection.dispose();
  };
  if (isClosed()) dispose();
  else panel.onDidDispose(dispose);
  panel.webview.html = webviewHtml(panel.webview, extensionUri, {
    name: 'runPanel',
    title: `Run ${dirname(recipePath)}`,
  });
  return {
    reveal: () => {
      panel.reveal();
    },
    replace: async (form, base) => {
      await session.replace(form, base);
      sendEvent<RunPanelEvents, 'form'>(connection, 'form', session.shownForm);
    },
    dispose: () => {
      panel.dispose();
    },
  };
}

function givenParameters(form: RunForm): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(form.parameters).filter(([, value]) => value !== ''));
}

async function tellSubmitted(name: string): Promise<void> {
  const show = 'Show Runs';
  const chosen = await vscode.window.showInformationMessage(`${name} runs on SageMaker.`, show);
  if (chosen === show) await vscode.commands.executeCommand('sluice.runs.focus');
}
