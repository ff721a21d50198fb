import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';

/**
 * The folder that the suites work in, new for each run: the sample dataset and its messy sibling.
 * What else a suite needs it writes itself.
 */
export async function makeWorkspace(folder: string): Promise<string> {
  await mkdir(join(folder, '.sluice'), { recursive: true });
  for (const name of ['flights-sample.parquet', 'messy.csv'])
    await copyFile(join(root, 'media/sample', name), join(folder, name));
  return folder;
}
