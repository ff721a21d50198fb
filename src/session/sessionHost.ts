import type { HostCommand } from '../shared/contracts/workbench.ts';
import type { Activity, WorkbenchState } from '../shared/contracts/workbenchState.ts';
import type { TextEdit } from '../shared/recipeEdit.ts';

/** A path on this machine that is watched. */
export interface WatchedPath {
  readonly path: string;
  /** A folder with all that lies below it. */
  readonly recursive: boolean;
}

/** What a session asks of the editor that it serves. */
export interface SessionHost {
  /** A newer state; sent to the webview as it is. */
  readonly state: (state: WorkbenchState) => void;
  /** All work that is under way now. */
  readonly activity: (activities: readonly Activity[]) => void;
  /**
   * Changes the document as one undoable action. Resolves when the document has it; `setText` was
   * called with the new text by then. Rejects if the editor refuses it, e.g. a read-only file.
   */
  readonly edit: (edits: readonly TextEdit[]) => Promise<void>;
  /** Opens an untitled recipe in a tab beside the viewer. */
  readonly startRecipe: (text: string) => Promise<void>;
  /** A transfer from S3 is over; a line for the log. */
  readonly transferred?: (line: string) => void;
  /** Calls back when a file, or what lies in a folder, was written, made or removed. */
  readonly watch?: (
    paths: readonly WatchedPath[],
    heard: () => void,
  ) => { readonly dispose: () => void };
  /** Everything that needs the editor: commands, the clipboard. `startRecipe` never comes here. */
  readonly command: (command: HostCommand) => Promise<void>;
}
