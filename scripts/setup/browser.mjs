import { existsSync } from 'node:fs';
import path from 'node:path';

/** What Chromium is called, by platform; `SLUICE_CHROMIUM` names another. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApplications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * Finds the Chromium that shows the editor in tests.
 * @returns {string | undefined} its program
 */
export function findBrowser() {
  const named = process.env.SLUICE_CHROMIUM;
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  for (const name of names) {
    const found = programOnPath(name);
    if (found !== undefined) return found;
  }
  return macApplications.find((file) => existsSync(file));
}

/**
 * @param {string} name
 * @returns {string | undefined} the first program of this name on the path
 */
export function programOnPath(name) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const files = folders.filter((folder) => folder !== '').map((folder) => path.join(folder, name));
  return files.find((file) => existsSync(file));
}
