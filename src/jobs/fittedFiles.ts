import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FittedValues } from '../core/operations/define.ts';
import type { Fitted, Recipe } from '../shared/recipe.ts';
import { AppError } from '../shared/errors.ts';
import { diskSentence } from './diskSentence.ts';
import { writeAtomic } from './writeAtomic.ts';

/** Larger values would bury the recipe's own text in every diff. */
const MOST_IN_DOCUMENT = 64 * 1024;

/**
 * Fitted values as the document holds them: themselves, or the file beside the recipe that does. What
 * may point to people goes to the file, so that the recipe can be shared without it.
 */
export async function storeFitted(
  fitted: Fitted,
  folder: string,
  personal = false,
): Promise<Fitted> {
  const { values, ...rest } = fitted;
  const text = JSON.stringify(values);
  if (!personal && Buffer.byteLength(text) <= MOST_IN_DOCUMENT) return fitted;
  const file = `${hashOf(text)}.fitted.json`;
  await writeAtomic(join(folder, file), text);
  return { file, ...rest };
}

/**
 * The recipe with the values of such files read in. One that is gone or changed is `bad-data`, or,
 * where its values are to be learned anew, as if they had never been learned.
 */
export async function loadFitted(
  recipe: Recipe,
  folder: string,
  lostValues: 'refuse' | 'ignore',
): Promise<Recipe> {
  const entries = Object.entries(recipe.fitted);
  if (!entries.some(([, { file }]) => file !== undefined)) return recipe;
  const loaded = await Promise.all(
    entries.map(async ([id, fitted]): Promise<[string, Fitted]> => {
      if (fitted.file === undefined) return [id, fitted];
      const values = await readValues(folder, fitted.file);
      if (values) return [id, { ...fitted, values }];
      if (lostValues === 'ignore') return [id, fitted];
      throw new AppError(
        'bad-data',
        `The learned values of step ${id} are not in ${fitted.file}.`,
        { hint: 'Put that file back beside the recipe, or run with --refit to learn them anew.' },
      );
    }),
  );
  return { ...recipe, fitted: Object.fromEntries(loaded) };
}

async function readValues(folder: string, file: string): Promise<FittedValues | undefined> {
  const hash = /^([0-9a-f]{64})\.fitted\.json$/.exec(file)?.[1];
  if (hash === undefined) return undefined;
  let text: string;
  try {
    text = await readFile(join(folder, file), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw diskSentence(error, file);
  }
  // SAFETY: the hash says that these are the very bytes that `storeFitted` wrote.
  return hashOf(text) === hash ? (JSON.parse(text) as FittedValues) : undefined;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
