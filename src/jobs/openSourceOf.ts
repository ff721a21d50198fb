import type { EngineContract } from '../shared/contracts/engine.ts';
import type { Schema } from '../shared/columnType.ts';
import { AppError } from '../shared/errors.ts';
import type { OpenSource } from './locatedSource.ts';
import type { Placed } from './remoteFiles.ts';
import { widerNotes } from './widerTypes.ts';

/** A placed source with what the engine found when it opened it. */
export function openSourceOf(
  { source, base, paths }: Placed,
  answer: EngineContract['open']['result'],
  wider: Schema | undefined,
): OpenSource {
  const state = answer.sources[source.name];
  if (!state) throw new AppError('internal', `The engine did not open source “${source.name}”.`);
  const read = state.converted ?? { base, files: paths };
  const opened = { ...state, notes: [...state.notes, ...widerNotes(wider)] };
  return { ...source, opened, base: read.base, paths: read.files };
}
