import * as vscode from 'vscode';
import type { HostCommand } from '../../shared/contracts/workbench.ts';
import type { Target } from '../../shared/json.ts';
import type { HostServices } from '../hostServices.ts';
import { unwatched } from '../ui/unwatched.ts';
import type { OpenWorkbench } from './activeWorkbench.ts';

/** Does what a webview asked of the editor. */
export async function runHostCommand(
  services: HostServices,
  workbench: OpenWorkbench,
  command: HostCommand,
): Promise<void> {
  switch (command.id) {
    case 'openAsText':
      await vscode.commands.executeCommand('vscode.openWith', workbench.uri, 'default');
      return;
    case 'exportCode':
      await openCode(workbench, command.target);
      return;
    case 'insertAsCell':
      await vscode.commands.executeCommand('sluice.insertAsCell', workbench.uri, command.target);
      return;
    case 'runLocally':
      await vscode.commands.executeCommand('sluice.runLocally', workbench.uri);
      return;
    case 'runOnSagemaker':
      await vscode.commands.executeCommand('sluice.runOnSagemaker', workbench.uri);
      return;
    case 'train':
      await vscode.commands.executeCommand('sluice.train', workbench.uri);
      return;
    case 'trustWorkspace':
      await vscode.commands.executeCommand('workbench.trust.manage');
      return;
    case 'addSource':
      await vscode.commands.executeCommand('sluice.addSource', workbench.uri);
      return;
    case 'useOtherData':
      await vscode.commands.executeCommand('sluice.useOtherData', command.source);
      return;
    case 'undo':
    case 'redo':
      await vscode.commands.executeCommand(command.id);
      return;
    case 'copy':
      await vscode.env.clipboard.writeText(command.text);
      return;
    case 'showLog':
      services.log.show();
      return;
    case 'startRecipe':
      // The session does this itself: it knows the view and the source.
      return;
  }
}

const languages: Readonly<Record<Target, string>> = {
  duckdb: 'sql',
  pandas: 'python',
  polars: 'python',
  pyspark: 'python',
};

/** Opens the script of the recipe as an untitled document. */
export async function openCode(workbench: OpenWorkbench, target: Target): Promise<void> {
  const { text } = await workbench.session.handlers.code({ target }, unwatched());
  const document = await vscode.workspace.openTextDocument({
    language: languages[target],
    content: text,
  });
  await vscode.window.showTextDocument(document);
}
