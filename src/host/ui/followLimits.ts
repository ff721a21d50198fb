import { cpus, totalmem } from 'node:os';
import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';

const MEGABYTE = 1024 * 1024;

/** Keeps the engine to the memory and threads of the settings, now and after each change. */
export function followLimits(services: HostServices): vscode.Disposable {
  const apply = (): void => {
    const settings = vscode.workspace.getConfiguration('sluice');
    const memoryMb = settings.get<number>('memoryLimitMb', 0);
    const threads = settings.get<number>('threads', 0);
    services.engine
      .setLimits({
        memoryMb: memoryMb > 0 ? memoryMb : Math.floor(totalmem() / MEGABYTE / 2),
        threads: threads > 0 ? threads : cpus().length,
      })
      .catch(services.showError);
  };
  apply();
  return vscode.workspace.onDidChangeConfiguration((change) => {
    const ours = ['sluice.memoryLimitMb', 'sluice.threads'];
    if (ours.some((name) => change.affectsConfiguration(name))) apply();
  });
}
