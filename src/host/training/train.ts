import * as vscode from 'vscode';
import type { TrainEnd } from '../../jobs/trainEnd.ts';
import { isCancelled, toAppError } from '../../shared/errors.ts';
import { editorError } from '../../session/runs/editorError.ts';
import { metricText } from '../../session/runs/texts.ts';
import type { HostServices } from '../hostServices.ts';
import { confirmJob } from '../runs/confirmJob.ts';
import type { RunsHost } from '../runs/runsHost.ts';
import { savedDocument } from '../runs/savedDocument.ts';
import { requireTrust } from '../runs/trust.ts';
import { withProgress } from '../runs/withProgress.ts';

/** Trains a document here, and tells its metric. */
export function trainHere(
  services: HostServices,
  host: RunsHost,
  uri: vscode.Uri,
): Promise<TrainEnd | undefined> {
  return withDocument(services, host, uri, async (path) => {
    const { training } = await host.make();
    let name: string | undefined;
    try {
      const end = await withProgress('Training here', (call, stop) =>
        training.trainHere(path, call, (started) => {
          name = started;
          host.started(started, stop);
        }),
      );
      const { metric } = end.record;
      if (end.error) services.showError(editorError(end.error));
      else if (metric) {
        void vscode.window.showInformationMessage(
          `Trained here: ${metric.name} ${metricText(metric.value)}.`,
        );
      }
      return end;
    } finally {
      if (name !== undefined) host.finished(name);
    }
  });
}

/** Submits a document as a training job, after asking. */
export function trainThere(
  services: HostServices,
  host: RunsHost,
  uri: vscode.Uri,
): Promise<TrainEnd | undefined> {
  return withDocument(services, host, uri, async (path) => {
    const { training, model } = await host.make();
    const end = await withProgress('Preparing the training on SageMaker', (call) =>
      training.trainOnSagemaker(path, confirmJob, call),
    );
    model.follow(end.record.name);
    return end;
  });
}

async function withDocument(
  services: HostServices,
  host: RunsHost,
  uri: vscode.Uri,
  work: (path: string) => Promise<TrainEnd>,
): Promise<TrainEnd | undefined> {
  if (!requireTrust()) return undefined;
  const document = await savedDocument(uri);
  if (!document) return undefined;
  const path = document.uri.fsPath;
  await host.addPlace(path);
  try {
    return await work(path);
  } catch (error) {
    const known = toAppError(error);
    if (!isCancelled(known) && known.code !== 'declined') services.showError(editorError(known));
    return undefined;
  } finally {
    await (await host.make()).model.refresh();
  }
}
