import { createApp } from './app.ts';
import type { App } from './app.ts';
import type { ExtensionContext } from './host/extensionContext.ts';

let app: App | undefined;

/** Registers everything; nothing native, nothing of AWS is loaded or started before it is needed. */
export function activate(context: ExtensionContext): App {
  app = createApp(context);
  return app;
}

/** Stops the child processes. */
export function deactivate(): void {
  app?.dispose();
  app = undefined;
}
