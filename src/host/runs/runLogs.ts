import * as vscode from 'vscode';
import type { RunHistory } from '../../jobs/history.ts';
import type { RunRecord } from '../../jobs/runRecord.ts';
import { isCancelled, toAppError } from '../../shared/errors.ts';
import { editorError } from '../../session/runs/editorError.ts';
import { isActive } from '../../session/runs/runLabel.ts';
import type { HostServices } from '../hostServices.ts';

const LOOK_MS = 400;

/** One output channel for each run whose log was opened, followed while the run goes on. */
export class RunLogs implements vscode.Disposable {
  private readonly services: HostServices;
  private readonly open = new Map<
    string,
    { readonly channel: vscode.OutputChannel; readonly following: AbortController }
  >();

  constructor(services: HostServices) {
    this.services = services;
  }

  /** Shows a run's log, and goes on reading until the run has ended. */
  show(record: RunRecord, history: RunHistory): void {
    const known = this.open.get(record.name);
    if (known) {
      known.channel.show(true);
      return;
    }
    const channel = vscode.window.createOutputChannel(`Sluice: ${record.name}`);
    const following = new AbortController();
    this.open.set(record.name, { channel, following });
    channel.show(true);
    const work = record.job
      ? this.followJob(record.job, channel, following.signal)
      : followFile(record.name, history, channel, following.signal);
    work.catch((error: unknown) => {
      if (isCancelled(error)) return;
      const { message, hint } = editorError(toAppError(error));
      channel.appendLine(`${message} ${hint ?? ''}`);
      // The next click tries again.
      this.open.delete(record.name);
    });
  }

  dispose(): void {
    for (const { channel, following } of this.open.values()) {
      following.abort();
      channel.dispose();
    }
    this.open.clear();
  }

  private async followJob(
    job: NonNullable<RunRecord['job']>,
    channel: vscode.OutputChannel,
    signal: AbortSignal,
  ): Promise<void> {
    let cursor: string | undefined;
    let told = false;
    const ref = { kind: job.kind, name: job.name };
    for (;;) {
      const page = await this.services.aws.logs(
        { ...ref, follow: told, ...(cursor === undefined ? {} : { cursor }) },
        { signal },
      );
      for (const { text } of page.events) channel.appendLine(text);
      if (page.waiting && !told) {
        channel.appendLine(
          page.done ? 'The job wrote no log.' : 'The job has not written anything yet…',
        );
      }
      told = true;
      if (page.done) return;
      ({ cursor } = page);
    }
  }
}

async function followFile(
  name: string,
  history: RunHistory,
  channel: vscode.OutputChannel,
  signal: AbortSignal,
): Promise<void> {
  const { logFile, readLogFrom } = await import('../../session/runs/runLog.ts');
  const path = logFile(history, name);
  let at = 0;
  while (!signal.aborted) {
    // Asked before reading: what is written before the end is then surely read.
    const active = isActive(await history.get(name));
    const { text, next } = await readLogFrom(path, at);
    channel.append(text);
    at = next;
    if (!active && text === '') {
      if (at === 0) channel.appendLine('This run left no log.');
      return;
    }
    if (text === '') await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
