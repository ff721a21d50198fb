import { AppError } from '../shared/errors.ts';
import type { DocumentState } from './documentState.ts';
import type { SessionModel } from './sessionModel.ts';

/** The recipe's columns, or one sentence where its text cannot be read. */
export function requireModel(document: DocumentState): SessionModel {
  const { model } = document;
  if (model) return model;
  throw new AppError('bad-recipe', 'The recipe cannot be read.', {
    hint: 'Mend its text first.',
  });
}
