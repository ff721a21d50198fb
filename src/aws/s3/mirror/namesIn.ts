import { readdir } from 'node:fs/promises';
import { unlessGone } from './unlessGone.ts';

/** What is in a folder; nothing where there is none. */
export async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(unlessGone)) ?? [];
}
