import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { root } from '../../../scripts/setup/paths.mjs';
import type { EngineClient } from '../../../src/engine/client.ts';
import { startEngine, temporaryFolder } from '../../engine/startEngine.ts';
import { openBrowser } from '../harness/browser.ts';
import type { EditorBrowser } from '../harness/browser.ts';
import { writeFlights } from './flights.ts';
import { openDocument } from './openDocument.ts';
import type { OpenDocument } from './openDocument.ts';

/** Where pictures of pages lie. */
export const shots = join(root, '.cache', 'screenshots');

/** A page of a recipe, and the document that it shows. */
export interface OpenPage {
  readonly page: Page;
  readonly document: OpenDocument;
}

/** Pages over documents beside the flights; the last one is closed after each test. */
export interface RecipePages {
  readonly folder: string;
  readonly open: (input: Parameters<typeof openDocument>[2]) => Promise<OpenPage>;
}

/** A browser, an engine and a folder with the flights; a test ends without an error in the browser. */
export function useRecipePages(height = 860, prepare?: (folder: string) => void): RecipePages {
  const folder = temporaryFolder();
  let engine: EngineClient | undefined;
  let browser: EditorBrowser | undefined;
  let last: OpenPage | undefined;
  beforeAll(async () => {
    mkdirSync(shots, { recursive: true });
    writeFlights(folder.path);
    prepare?.(folder.path);
    engine = await startEngine();
    browser = await openBrowser({ width: 1280, height });
  });
  afterEach(async () => {
    await last?.page.close();
    last?.document.session.dispose();
    last = undefined;
    expect(browser?.errors).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    engine?.dispose();
    folder.remove();
  });
  return {
    folder: folder.path,
    open: async (input) => {
      if (!engine || !browser) throw new Error('only inside a test');
      const document = openDocument(engine, folder.path, input);
      last = { document, page: await browser.newPage() };
      return last;
    },
  };
}
