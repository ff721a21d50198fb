import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';
import type { ActiveWorkbench } from './activeWorkbench.ts';
import { DataViewer } from './dataViewer.ts';
import { keepAddressesRelative } from './relativeAddresses.ts';
import { serveRecipeLanguage } from './recipeLanguage.ts';
import { RecipeEditor } from './recipeEditor.ts';
import { TextDiff } from './textDiff.ts';

/** Registers the viewer and the recipe workbench. */
export function registerEditors(
  services: HostServices,
  active: ActiveWorkbench,
): vscode.Disposable {
  const viewer = new DataViewer(services, active);
  const diffs = new TextDiff();
  const options = { supportsMultipleEditorsPerDocument: true };
  const register = (type: string): vscode.Disposable =>
    vscode.window.registerCustomEditorProvider(type, viewer, options);
  return vscode.Disposable.from(
    register('sluice.data'),
    register('sluice.text-data'),
    vscode.window.registerCustomEditorProvider(
      'sluice.recipe',
      new RecipeEditor(services, active, diffs),
      options,
    ),
    diffs,
    keepAddressesRelative(),
    serveRecipeLanguage(),
  );
}
