import * as vscode from 'vscode';
import type { Target } from '../../shared/json.ts';
import type { ActiveWorkbench } from '../editors/activeWorkbench.ts';
import { openCode } from '../editors/hostCommand.ts';

const targets: readonly { readonly label: string; readonly target: Target }[] = [
  { label: 'Polars', target: 'polars' },
  { label: 'pandas', target: 'pandas' },
  { label: 'PySpark', target: 'pyspark' },
  { label: 'DuckDB SQL', target: 'duckdb' },
];

/** Asks for a target and opens the recipe's script as an untitled document. */
export async function exportCode(active: ActiveWorkbench): Promise<void> {
  const { current } = active;
  if (!current) return;
  const chosen = await vscode.window.showQuickPick(targets, {
    title: 'Export Code',
    placeHolder: 'The language of the script',
  });
  if (chosen) await openCode(current, chosen.target);
}
