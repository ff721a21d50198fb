import * as vscode from 'vscode';
import type { WorkbenchContract, WorkbenchEvents } from '../../shared/contracts/workbench.ts';
import { serve } from '../../shared/rpc/connect.ts';
import { sendEvent } from '../../shared/rpc/events.ts';
import type { WorkbenchSession, WorkbenchSessionOptions } from '../../session/workbenchSession.ts';
import type { SessionHost } from '../../session/sessionHost.ts';
import type { HostServices } from '../hostServices.ts';
import { objectShown } from '../s3/objectShown.ts';
import { webviewConnection } from '../ui/webviewConnection.ts';
import { webviewHtml, webviewOptions } from '../ui/webviewPage.ts';
import type { ActiveWorkbench, OpenWorkbench } from './activeWorkbench.ts';
import { askAbove } from '../s3/askAbove.ts';
import { runHostCommand } from './hostCommand.ts';
import { insightThresholds } from './insightThresholds.ts';
import { profileMode } from './profileMode.ts';
import { quietTransfers } from './quietTransfers.ts';
import { openUntitledRecipe } from './untitledRecipe.ts';
import { watchPaths } from './watchPaths.ts';

/** What a workbench shows, and what it may ask of its document. */
export interface WorkbenchPanelOptions {
  readonly services: HostServices;
  readonly active: ActiveWorkbench;
  readonly panel: vscode.WebviewPanel;
  readonly uri: vscode.Uri;
  readonly input: WorkbenchSessionOptions['input'];
  /** Relative addresses of the document are taken against it. */
  readonly folder: string;
  /** Where learned values go that are too large for the text; undefined for a recipe without a file. */
  readonly fittedFolder?: string;
  readonly edit: SessionHost['edit'];
}

let sessions = 0;

/** Puts the workbench into a webview panel and gives its session; both end with the panel. */
export async function openWorkbenchPanel(
  options: WorkbenchPanelOptions,
): Promise<WorkbenchSession> {
  // Recipes and their operations are loaded with the first workbench, not with the extension.
  const { WorkbenchSession } = await import('../../session/workbenchSession.ts');
  const { services, active, panel, uri } = options;
  const { extensionUri } = services.context;
  panel.webview.options = webviewOptions(extensionUri);
  const connection = webviewConnection(panel.webview);
  sessions += 1;
  const session = new WorkbenchSession({
    id: `workbench-${String(sessions)}`,
    engine: services.engine,
    aws: services.aws,
    cacheDirectory: services.cacheDirectory,
    input: options.input,
    folder: options.folder,
    ...(options.fittedFolder === undefined ? {} : { fittedFolder: options.fittedFolder }),
    trusted: vscode.workspace.isTrusted,
    insightThresholds: () => insightThresholds(uri),
    profileMode: () => profileMode(uri),
    askAbove,
    quietTransfers: quietTransfers(services.context),
    host: {
      edit: options.edit,
      startRecipe: openUntitledRecipe,
      watch: watchPaths,
      transferred: (line) => {
        services.log.info(line);
      },
      command: (command) => runHostCommand(services, workbench, command),
      state: (state) => {
        sendEvent<WorkbenchEvents, 'state'>(connection, 'state', state);
        if (panel.active) showPreviewing(state.table?.preview !== undefined);
        previewing = state.table?.preview !== undefined;
      },
      activity: (activities) => {
        sendEvent<WorkbenchEvents, 'activity'>(connection, 'activity', activities);
      },
    },
  });
  let previewing = false;
  serve<WorkbenchContract>(connection, session.handlers);
  connection.listen();
  const workbench: OpenWorkbench = {
    panel,
    uri,
    session,
    isRecipe: options.input.kind === 'recipe',
    act: (action) => {
      sendEvent<WorkbenchEvents, 'action'>(connection, 'action', action);
    },
    holdAgainst: (other) => {
      sendEvent<WorkbenchEvents, 'other'>(connection, 'other', other);
    },
  };
  const disposables = [
    active.add(workbench),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      session.setTrusted(true);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (['sluice.profile', 'sluice.s3'].some((one) => event.affectsConfiguration(one, uri)))
        session.settingsChanged();
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && panel.visible) session.returned();
    }),
    panel.onDidChangeViewState(() => {
      showActive(active);
      if (panel.active) showPreviewing(previewing);
      if (!panel.visible) session.hidden();
    }),
  ];
  showActive(active);
  panel.onDidDispose(() => {
    if (previewing) showPreviewing(false);
    for (const disposable of disposables) disposable.dispose();
    showActive(active);
    session.dispose();
    connection.dispose();
  });
  panel.webview.html = webviewHtml(panel.webview, extensionUri, {
    name: 'workbench',
    title: 'Sluice',
  });
  return session;
}

/**
 * Tells keys and the palette which workbench is active. The editor's own `activeCustomEditorId` stays
 * empty where a workbench takes the place of the text of the same file.
 */
function showActive(active: ActiveWorkbench): void {
  void vscode.commands.executeCommand('setContext', 'sluice.workbench', active.activeType ?? '');
  // “object”, or “version”: what the commands about versions go by.
  const object = objectShown(active);
  const kind = object === undefined ? '' : /\?versionId=/.test(object) ? 'version' : 'object';
  void vscode.commands.executeCommand('setContext', 'sluice.s3.shown', kind);
}

/** Keys and palette offer Apply and Discard only while there is something to apply. */
function showPreviewing(previewing: boolean): void {
  void vscode.commands.executeCommand('setContext', 'sluice.previewing', previewing);
}
