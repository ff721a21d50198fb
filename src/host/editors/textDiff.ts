import * as vscode from 'vscode';

/** Left sides of diffs are shown under this scheme, which belongs to the text editor. */
const TEXT_SCHEME = 'sluice-text';
/** Both sides of a diff are resolved one right after the other. */
const PAIR_MS = 2000;

/**
 * Editors before `workbench.diffEditorAssociations` show a diff of two recipes as two workbenches.
 * Here both sides are caught, and the diff is opened again as text.
 */
export class TextDiff implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(
    TEXT_SCHEME,
    this,
  );
  private first: { readonly uri: vscode.Uri; readonly at: number } | undefined;

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const document = await vscode.workspace.openTextDocument(uri.with({ scheme: 'file' }));
    return document.getText();
  }

  dispose(): void {
    this.registration.dispose();
  }

  /** True if the panel is one side of a diff; the diff is then shown as text instead. */
  takes(document: vscode.TextDocument): boolean {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const own = tabs.some(
      ({ input }) =>
        input instanceof vscode.TabInputCustom && input.uri.toString() === document.uri.toString(),
    );
    // The tab of a diff of custom editors has an input that the API has no class for.
    const diff = tabs.find(({ input, isActive }) => isActive && input === undefined);
    if (own || !diff) return false;
    const first = this.first;
    if (!first || Date.now() - first.at > PAIR_MS) {
      this.first = { uri: document.uri, at: Date.now() };
      return true;
    }
    this.first = undefined;
    void this.reopen(diff, first.uri, document.uri);
    return true;
  }

  private async reopen(diff: vscode.Tab, left: vscode.Uri, right: vscode.Uri): Promise<void> {
    const { label } = diff;
    await vscode.window.tabGroups.close(diff);
    const shown = left.scheme === 'file' ? left.with({ scheme: TEXT_SCHEME }) : left;
    await vscode.commands.executeCommand('vscode.diff', shown, right, label);
  }
}
