import type { SourceOptions } from '../../shared/source.ts';

/** The texts of a CSV that stand for null; the empty one where none is named. */
export function nullTexts(options: SourceOptions): readonly string[] {
  const { null: text = '' } = options;
  return typeof text === 'string' ? [text] : text;
}
