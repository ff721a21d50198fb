import { basename } from 'node:path';
import * as vscode from 'vscode';
import { profileReport } from '../../core/report/profileReport.ts';
import type { ActiveWorkbench } from '../editors/activeWorkbench.ts';
import { withProgress } from '../runs/withProgress.ts';
import { showReport } from '../ui/showReport.ts';

/** Writes all figures of the table that is shown as a page of HTML, or as JSON. */
export async function saveReport(active: ActiveWorkbench): Promise<void> {
  const { current } = active;
  if (!current) return;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `${basename(current.uri.path).replace(/\.[^.]*$/, '')}-profile.html`;
  const target = await vscode.window.showSaveDialog({
    title: 'Save Profile Report',
    filters: { 'Web page': ['html'], JSON: ['json'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, name) } : {}),
  });
  if (!target) return;
  let text = '';
  await withProgress(`Profiling ${basename(current.uri.path)}`, async (call) => {
    const whole = await current.session.report(call);
    text = target.path.endsWith('.json')
      ? `${JSON.stringify(whole, null, 2)}\n`
      : profileReport(whole);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  });
  const open = 'Open';
  const answer = await vscode.window.showInformationMessage(
    `Wrote ${basename(target.path)}.`,
    open,
  );
  if (answer !== open) return;
  if (target.path.endsWith('.json')) await vscode.window.showTextDocument(target);
  // The browser of another machine cannot read the file.
  else if (vscode.env.remoteName !== undefined) showReport(basename(target.path), text);
  else await vscode.env.openExternal(target);
}
