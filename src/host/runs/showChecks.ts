import * as vscode from 'vscode';
import type { RunDocument } from '../../jobs/runDocument.ts';
import { checkItems } from '../../session/runs/checkItems.ts';

const icons = { passed: 'check', warned: 'warning', failed: 'error' } as const;

/** The checks of a run in a list, each with its state, what was found, and some of the rows below it. */
export async function showChecks(checks: RunDocument['checks']): Promise<void> {
  const items = checkItems(checks).flatMap(({ state, title, found, rows }) => [
    {
      label: `$(${icons[state]}) ${title}`,
      description: [state, found].filter(Boolean).join(' · '),
    },
    ...rows.map((row) => ({ label: `$(blank) ${row}` })),
  ]);
  await vscode.window.showQuickPick(items, {
    title: 'Checks of the run',
    placeHolder: 'Find a check or a row',
    matchOnDescription: true,
  });
}
