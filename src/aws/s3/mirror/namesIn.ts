import { readdir } from 'node:fs/promises';
import { unlessGone } from './unlessGone.ts';

/** The names in a folder; none where there is no folder. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(unlessGone)) ?? [];
}
