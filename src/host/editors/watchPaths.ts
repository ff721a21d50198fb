import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { WatchedPath } from '../../session/sessionHost.ts';

/** Calls back when one of the paths is written, made or removed, in the workspace or outside of it. */
export function watchPaths(paths: readonly WatchedPath[], heard: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    ...paths.map(({ path, recursive }) => {
      const folder = vscode.Uri.file(recursive ? path : dirname(path));
      const pattern = recursive ? '**' : escaped(basename(path));
      const watcher = vscode.workspace.createFileSystemWatcher(
        new vscode.RelativePattern(folder, pattern),
      );
      return vscode.Disposable.from(
        watcher,
        watcher.onDidChange(heard),
        watcher.onDidCreate(heard),
        watcher.onDidDelete(heard),
      );
    }),
  );
}

/** A name in which no character has a meaning of its own to a glob. */
function escaped(name: string): string {
  return name.replaceAll(/[*?[\]{}]/g, (mark) => `[${mark}]`);
}
