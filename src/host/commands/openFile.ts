import * as vscode from 'vscode';
import { openAsWorkbench } from './openAs.ts';

/** Lets the person choose a data file or a folder of them, and opens it in the viewer. */
export async function openFile(): Promise<void> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: true,
    canSelectFolders: true,
    canSelectMany: false,
    openLabel: 'Open in Sluice',
    filters: {
      Data: [
        ...['parquet', 'parq', 'pq', 'pqt', 'csv', 'tsv', 'json', 'jsonl', 'ndjson', 'gz', 'zst'],
        ...['arrow', 'arrows', 'feather', 'ipc', 'avro', 'xlsx', 'xlsm'],
      ],
      'All files': ['*'],
    },
  });
  const [uri] = chosen ?? [];
  if (uri) await openAsWorkbench(uri);
}
