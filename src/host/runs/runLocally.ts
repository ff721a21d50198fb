import * as vscode from 'vscode';
import type { RunEnd } from '../../jobs/localRun.ts';
import type { RunDocument } from '../../jobs/runDocument.ts';
import { isCancelled, toAppError } from '../../shared/errors.ts';
import type { AppError } from '../../shared/errors.ts';
import { brokenWords } from '../../session/runs/checkItems.ts';
import { editorError } from '../../session/runs/editorError.ts';
import { durationText } from '../../session/runs/texts.ts';
import type { HostServices } from '../hostServices.ts';
import { openOutput } from './openOutput.ts';
import type { RunsHost } from './runsHost.ts';
import { savedDocument } from './savedDocument.ts';
import { showChecks } from './showChecks.ts';
import { requireTrust } from './trust.ts';
import { withProgress } from './withProgress.ts';

const SHOW_CHECKS = 'Show Checks';

/** How a recipe is to be run here. */
export interface LocalRunWish {
  readonly parameters?: Readonly<Record<string, string>>;
  readonly refit?: boolean;
}

/** Runs a recipe over whole data on this machine, and tells how it ended. */
export async function runLocally(
  services: HostServices,
  host: RunsHost,
  uri: vscode.Uri,
  wish: LocalRunWish = {},
): Promise<RunEnd | undefined> {
  if (!requireTrust()) return undefined;
  const document = await savedDocument(uri);
  if (!document) return undefined;
  const recipePath = document.uri.fsPath;
  await host.addPlace(recipePath);
  const { runs, model } = await host.make();
  let name: string | undefined;
  try {
    const end = await withProgress('Running the recipe here', (call, stop) =>
      runs.runHere(
        {
          recipePath,
          parameters: wish.parameters ?? {},
          refit: wish.refit ?? false,
          onStart: (started) => {
            name = started;
            host.started(started, stop);
          },
        },
        call,
      ),
    );
    if (end.error?.code === 'check-failed' && end.run) void tellFailed(end.error, end.run.checks);
    else if (end.error) services.showError(editorError(end.error));
    else void tell(services, end);
    return end;
  } catch (error) {
    const known = toAppError(error);
    if (known.code === 'stale') {
      void offerToLearn(services, host, document.uri, wish, known.message);
    } else if (!isCancelled(known)) services.showError(editorError(known));
    return undefined;
  } finally {
    if (name !== undefined) host.finished(name);
    await model.refresh();
  }
}

async function tell(services: HostServices, { record, run }: RunEnd): Promise<void> {
  const [output] = record.outputs ?? [];
  const rows = (run?.outputs ?? []).reduce((sum, { rows: count }) => sum + count, 0);
  const took = record.seconds === undefined ? '' : ` in ${durationText(record.seconds)}`;
  const checks = run?.checks ?? [];
  const broken = brokenWords(checks);
  const message = `Ran here${took}: ${rows.toLocaleString('en')} rows written${broken && `; ${broken}`}.`;
  const show =
    broken === '' ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const chosen = await show(
    message,
    ...(output ? ['Open Output'] : []),
    ...(broken === '' ? [] : [SHOW_CHECKS]),
  );
  if (chosen === SHOW_CHECKS) await showChecks(checks);
  if (chosen !== 'Open Output' || !output) return;
  try {
    await openOutput(services, output.uri);
  } catch (error) {
    services.showError(error);
  }
}

/** The run that nothing came of: what failed, and the rows that did it. */
async function tellFailed(error: AppError, checks: RunDocument['checks']): Promise<void> {
  const { message, hint } = editorError(error);
  const chosen = await vscode.window.showErrorMessage(
    [message, hint].filter(Boolean).join(' '),
    SHOW_CHECKS,
  );
  if (chosen === SHOW_CHECKS) await showChecks(checks);
}

async function offerToLearn(
  services: HostServices,
  host: RunsHost,
  uri: vscode.Uri,
  wish: LocalRunWish,
  message: string,
): Promise<void> {
  const learn = 'Learn Again and Run';
  const chosen = await vscode.window.showWarningMessage(message, learn);
  if (chosen === learn) await runLocally(services, host, uri, { ...wish, refit: true });
}
