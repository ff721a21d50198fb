import { basename } from 'node:path';
import * as vscode from 'vscode';
import { compareReport } from '../../core/report/compareReport.ts';
import type { Compared } from '../../session/comparison.ts';
import type { ActiveWorkbench, OpenWorkbench } from '../editors/activeWorkbench.ts';
import { withProgress } from '../runs/withProgress.ts';
import { showReport } from '../ui/showReport.ts';
import { chooseFile, typeAddress } from './chooseAddress.ts';

const TITLE = 'Compare With';

/** Compares the table that is shown with another one and opens the report beside it. */
export async function compareWith(active: ActiveWorkbench): Promise<void> {
  const { current } = active;
  if (!current) return;
  const compared = await choose(current);
  if (!compared) return;
  const name = basename(current.uri.path);
  await withProgress(`Comparing ${name}`, async (call) => {
    const { before, after, drift } = await current.session.compare(compared, call);
    showReport(`${name}: comparison`, compareReport({ before, after }, drift));
  });
}

async function choose(current: OpenWorkbench): Promise<Compared | undefined> {
  const source = { label: '$(history) Its source, before the recipe’s steps' };
  const file = { label: '$(folder-opened) A file on this machine…' };
  const typed = { label: '$(cloud) An address on S3…' };
  const choices = [...(current.session.hasSteps ? [source] : []), file, typed];
  const chosen = await vscode.window.showQuickPick(choices, {
    title: TITLE,
    placeHolder: 'What was before? The table that is shown is after.',
  });
  if (!chosen) return undefined;
  if (chosen === source) return { kind: 'source' };
  const uri = chosen === typed ? await typeAddress(TITLE) : await chooseFile('Compare');
  return uri === undefined ? undefined : { kind: 'address', uri };
}
