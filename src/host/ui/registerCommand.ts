import * as vscode from 'vscode';
import type { HostServices } from '../hostServices.ts';

/** Registers `sluice.<id>`; what goes wrong is shown once, here. */
export function register(
  services: HostServices,
  id: string,
  run: (...given: readonly unknown[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(`sluice.${id}`, async (...given: unknown[]) => {
    try {
      return await run(...given);
    } catch (error) {
      services.showError(error);
      return undefined;
    }
  });
}
