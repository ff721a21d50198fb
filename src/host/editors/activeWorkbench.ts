import * as vscode from 'vscode';
import type { OtherSource } from '../../shared/appliedDrift.ts';
import type { WorkbenchAction } from '../../shared/contracts/workbench.ts';
import type { WorkbenchSession } from '../../session/workbenchSession.ts';

/** An open workbench, as commands see it. */
export interface OpenWorkbench {
  readonly panel: vscode.WebviewPanel;
  /** The document or data that it shows. */
  readonly uri: vscode.Uri;
  readonly session: WorkbenchSession;
  /** Whether it is on a recipe, not on data. */
  readonly isRecipe: boolean;
  readonly act: (action: WorkbenchAction) => void;
  /** Shows how other data differ from those of a source. */
  readonly holdAgainst: (other: OtherSource) => void;
}

/** Knows the open workbenches, and the one that the person works in. */
export class ActiveWorkbench {
  private readonly open = new Set<OpenWorkbench>();
  private last: OpenWorkbench | undefined;

  /** The workbench of the active tab; else the one that was active last and is still in sight. */
  get current(): OpenWorkbench | undefined {
    const all = [...this.open];
    const visible = this.last?.panel.visible === true ? this.last : undefined;
    return all.find(({ panel }) => panel.active) ?? visible;
  }

  /** The type of the workbench whose tab is active: `sluice.data` or `sluice.recipe`. */
  get activeType(): string | undefined {
    const found = [...this.open].find(({ panel }) => panel.active);
    return found && (found.isRecipe ? 'sluice.recipe' : 'sluice.data');
  }

  /** Follows a workbench until its panel is closed. */
  add(workbench: OpenWorkbench): vscode.Disposable {
    this.open.add(workbench);
    this.last = workbench;
    const watching = workbench.panel.onDidChangeViewState(() => {
      if (workbench.panel.active) this.last = workbench;
    });
    return new vscode.Disposable(() => {
      watching.dispose();
      this.open.delete(workbench);
      if (this.last === workbench) this.last = undefined;
    });
  }

  /** All that are open on one document. */
  of(uri: vscode.Uri): readonly OpenWorkbench[] {
    return [...this.open].filter((workbench) => workbench.uri.toString() === uri.toString());
  }
}
