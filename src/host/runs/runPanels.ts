import * as vscode from 'vscode';
import type { RunRecord } from '../../jobs/runRecord.ts';
import type { AwsService } from '../aws/awsService.ts';
import type { HostServices } from '../hostServices.ts';
import { webviewOptions } from '../ui/webviewPage.ts';
import { openedForm } from './openedForm.ts';
import { showRunPanel } from './runPanel.ts';
import type { OpenRunPanel } from './runPanel.ts';
import type { RunsHost } from './runsHost.ts';
import { savedDocument } from './savedDocument.ts';

const TYPE = 'sluice.runPanel';

/** The run panels: one for each recipe, opened again after a reload of the window. */
export class RunPanels implements vscode.Disposable {
  private readonly services: HostServices;
  private readonly host: RunsHost;
  private readonly aws: AwsService;
  private readonly panels = new Map<string, OpenRunPanel>();
  private readonly serializer: vscode.Disposable;

  constructor(services: HostServices, host: RunsHost, aws: AwsService) {
    this.services = services;
    this.host = host;
    this.aws = aws;
    this.serializer = vscode.window.registerWebviewPanelSerializer(TYPE, {
      deserializeWebviewPanel: async (panel, saved: unknown) => {
        const recipe = recipeOf(saved);
        if (recipe === undefined) {
          panel.dispose();
          return;
        }
        await this.show(panel, vscode.Uri.parse(recipe, true));
      },
    });
  }

  /** Opens the panel of a recipe, or of the recipe that a job document names. */
  async open(uri: vscode.Uri, like?: RunRecord): Promise<void> {
    const document = await savedDocument(uri);
    if (!document) return;
    const given = await openedForm(document, like);
    const known = this.panels.get(given.recipe.toString());
    if (known) {
      known.reveal();
      if (given.form) await known.replace(given.form, given.base);
      return;
    }
    const name = /([^/]+?)(\.sluice)?\.json$/.exec(given.recipe.path)?.[1] ?? 'recipe';
    const panel = vscode.window.createWebviewPanel(
      TYPE,
      `Run ${name}`,
      vscode.ViewColumn.Active,
      webviewOptions(this.services.context.extensionUri),
    );
    await this.show(panel, given.recipe, given);
  }

  dispose(): void {
    this.serializer.dispose();
    for (const panel of this.panels.values()) panel.dispose();
  }

  private async show(
    panel: vscode.WebviewPanel,
    recipe: vscode.Uri,
    given: Omit<Awaited<ReturnType<typeof openedForm>>, 'recipe'> = {},
  ): Promise<void> {
    const key = recipe.toString();
    panel.onDidDispose(() => this.panels.delete(key));
    try {
      const opened = await showRunPanel({
        ...{ services: this.services, host: this.host, aws: this.aws, panel, recipe },
        ...given,
      });
      this.panels.set(key, opened);
    } catch (error) {
      panel.dispose();
      this.services.showError(error);
    }
  }
}

function recipeOf(saved: unknown): string | undefined {
  if (typeof saved !== 'object' || saved === null || !('recipe' in saved)) return undefined;
  return typeof saved.recipe === 'string' ? saved.recipe : undefined;
}
