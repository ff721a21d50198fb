import type { Page } from 'playwright-core';
import { openBrowser, type EditorBrowser } from './browser.ts';
import { startCodeServer, type CodeServer, type CodeServerOptions } from './codeServer.ts';
import { openWorkbench } from './openWorkbench.ts';

export interface Editor {
  readonly server: CodeServer;
  readonly browser: EditorBrowser;
  /** The first window. */
  readonly page: Page;
  /** Another window, on the same folder unless told. */
  openWindow(folder?: string): Promise<Page>;
  stop(): Promise<void>;
}

/** An editor with one window on a folder, ready for use. Stop it in `afterAll` or `finally`. */
export async function startEditor(
  options: CodeServerOptions & { readonly workspace: string },
): Promise<Editor> {
  const server = await startCodeServer(options);
  let browser: EditorBrowser | undefined;
  try {
    browser = await openBrowser();
    const own = browser;
    const openWindow = async (folder = options.workspace): Promise<Page> => {
      const page = await own.newPage();
      await openWorkbench(page, server.url({ folder }));
      return page;
    };
    const page = await openWindow();
    return {
      server,
      browser,
      page,
      openWindow,
      async stop() {
        await own.close();
        await server.stop();
      },
    };
  } catch (error) {
    await browser?.close();
    await server.stop();
    throw error;
  }
}
