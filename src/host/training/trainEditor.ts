import * as vscode from 'vscode';
import type { RunRecord } from '../../jobs/runRecord.ts';
import type { TrainFormContract, TrainFormEvents } from '../../shared/contracts/trainForm.ts';
import { serve } from '../../shared/rpc/connect.ts';
import { sendEvent } from '../../shared/rpc/events.ts';
import { applyEdits } from '../editors/applyEdits.ts';
import type { HostServices } from '../hostServices.ts';
import { historyNear } from '../runs/historyNear.ts';
import type { RunsRegistration } from '../runs/registerRuns.ts';
import { webviewConnection } from '../ui/webviewConnection.ts';
import { webviewHtml, webviewOptions } from '../ui/webviewPage.ts';
import { trainHere, trainThere } from './train.ts';

/** The form over a `*.train.json`: each change of a field is one undoable change of the text. */
export class TrainEditor implements vscode.CustomTextEditorProvider {
  private readonly services: HostServices;
  private readonly runs: RunsRegistration;

  constructor(services: HostServices, runs: RunsRegistration) {
    this.services = services;
    this.runs = runs;
  }

  async resolveCustomTextEditor(
    document: vscode.TextDocument,
    panel: vscode.WebviewPanel,
  ): Promise<void> {
    const { services, runs } = this;
    const { extensionUri } = services.context;
    const { webview } = panel;
    webview.options = webviewOptions(extensionUri);
    const connection = webviewConnection(webview);
    const [{ trainState }, { trainEdits }] = await Promise.all([
      import('../../session/runs/trainState.ts'),
      import('../../session/runs/trainEdits.ts'),
    ]);
    let records: readonly RunRecord[] = [];
    let busy: string | undefined;
    let closed = false;
    let editing: Promise<unknown> = Promise.resolve();
    const stateNow = () =>
      trainState({
        text: document.getText(),
        path: document.uri.fsPath,
        trusted: vscode.workspace.isTrusted,
        now: Date.now(),
        ...{ records, busy },
      });
    const send = (): void => {
      if (!closed) sendEvent<TrainFormEvents, 'state'>(connection, 'state', stateNow());
    };
    const readRuns = async (): Promise<void> => {
      try {
        records = await recordsNear(document.uri);
      } catch (error) {
        services.showError(error);
      }
      send();
    };
    const work = async (what: string, run: () => Promise<unknown>): Promise<null> => {
      if (busy !== undefined) return null;
      busy = what;
      send();
      try {
        await run();
      } finally {
        busy = undefined;
        await readRuns();
      }
      return null;
    };
    serve<TrainFormContract>(connection, {
      ready: async () => {
        await readRuns();
        return stateNow();
      },
      edit: async ({ edit }) => {
        // In order: the edits of one are made of the text that the one before has left.
        editing = editing
          // What went wrong with the edit before was told to whoever made it.
          .catch(() => undefined)
          .then(() => applyEdits(document, trainEdits(document.getText(), edit)));
        await editing;
        return null;
      },
      trainHere: () => work('Training here…', () => trainHere(services, runs.host, document.uri)),
      trainThere: () => work('Submitting…', () => trainThere(services, runs.host, document.uri)),
      command: async ({ command }) => {
        if (command === 'openAsText') {
          await vscode.commands.executeCommand('vscode.openWith', document.uri, 'default');
        } else if (command === 'trustWorkspace') {
          await vscode.commands.executeCommand('workbench.trust.manage');
        } else {
          const last = records.find(
            ({ kind, document: path }) => kind === 'train' && path === document.uri.fsPath,
          );
          if (last) runs.logs.show(last, await historyNear(document.uri.fsPath));
        }
        return null;
      },
    });
    connection.listen();
    const disposables = [
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document.uri.toString() === document.uri.toString()) send();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(send),
      runs.host.onDidChange(() => void readRuns()),
    ];
    panel.onDidDispose(() => {
      closed = true;
      for (const disposable of disposables) disposable.dispose();
      connection.dispose();
    });
    webview.html = webviewHtml(webview, extensionUri, { name: 'trainForm', title: 'Training' });
  }
}

/** The runs that a document belongs to; a new one to the first folder that is open. */
async function recordsNear(uri: vscode.Uri): Promise<readonly RunRecord[]> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const isPlaced = uri.scheme === 'file' || uri.path.includes('/');
  const place = isPlaced ? uri.fsPath : folder;
  if (place === undefined) return [];
  const entries = await (await historyNear(place)).list();
  return entries.flatMap((entry) => ('record' in entry ? [entry.record] : []));
}
