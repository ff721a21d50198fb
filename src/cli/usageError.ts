import type { CommanderError } from 'commander';
import { AppError } from '../shared/errors.ts';

/** What the grammar found wrong with the arguments, as a sentence and a next step. */
export function usageError({ message }: CommanderError): AppError {
  const [first = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  const meant = /^\((.+)\)$/.exec(suggestion ?? '')?.[1];
  return new AppError('usage', sentence.endsWith('.') ? sentence : `${sentence}.`, {
    hint: meant ?? 'Run `sluice --help`, or `sluice help <command>`, to see what can be given.',
  });
}
