import * as vscode from 'vscode';
import type { WorkbenchAction } from '../../shared/contracts/workbench.ts';
import type { ActiveWorkbench } from '../editors/activeWorkbench.ts';
import type { HostServices } from '../hostServices.ts';
import { register } from '../ui/registerCommand.ts';
import { addSource } from './addSource.ts';
import { exportCode } from './exportCode.ts';
import { openAsText, openAsWorkbench } from './openAs.ts';
import { openFile } from './openFile.ts';
import { openSample } from './openSample.ts';
import { useOtherData } from './useOtherData.ts';

/** Commands that the webview does; the palette and keys only pass them on. */
const actions = [
  'addStep',
  'find',
  'filter',
  'goToColumn',
  'goToRow',
  'apply',
  'discard',
  'nextPanel',
  'previousPanel',
  'toggleRecipe',
  'toggleDetails',
  'copyWithHeaders',
  'showCode',
  'showInsights',
  'showDataset',
  'exactFigures',
  'resetView',
  'readOptions',
  'startRecipe',
] as const satisfies readonly WorkbenchAction[];

/** Registers the commands of the workbench and of opening things. */
export function registerCommands(
  services: HostServices,
  active: ActiveWorkbench,
): vscode.Disposable {
  const add = (id: string, run: (...given: readonly unknown[]) => unknown): vscode.Disposable =>
    register(services, id, run);
  return vscode.Disposable.from(
    ...actions.map((action) => add(action, () => active.current?.act(action))),
    add('openFile', () => openFile()),
    add('openAsText', () => openAsText(active)),
    add('openAsWorkbench', (uri) => openAsWorkbench(uri)),
    add('exportCode', () => exportCode(active)),
    add('compareWith', async () => {
      const { compareWith } = await import('./compareWith.ts');
      await compareWith(active);
    }),
    add('saveReport', async () => {
      const { saveReport } = await import('./saveReport.ts');
      await saveReport(active);
    }),
    add('addSource', () => addSource(active)),
    add('useOtherData', (source) => useOtherData(active, source)),
    add('openSample', () => openSample(services)),
    add('showLog', () => {
      services.log.show();
    }),
    add('getStarted', () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        `${services.context.extension.id}#getStarted`,
        false,
      ),
    ),
  );
}
