import type { ColumnType } from '../../../src/shared/columnType.ts';
import type { ConditionTest } from '../../../src/shared/condition.ts';
import type { Json } from '../../../src/shared/json.ts';
import { operandShape, testsFor } from '../form/model/conditionWords.ts';
import { literalOf } from '../form/model/literalOf.ts';
import type { ColumnTest } from './filterWords.ts';

/** A filter while it is written: what was typed, right or wrong. */
export interface FilterDraft {
  readonly column: string;
  readonly is: ConditionTest;
  /** One text per value; a list has its values in the first, one a line. */
  readonly texts: readonly [string, string];
}

/** A draft for a column, with the likeliest test. */
export function newDraft(column: string, type: ColumnType): FilterDraft {
  return { column, is: testsFor(type)[0] ?? 'is-not-null', texts: ['', ''] };
}

/** The draft of a filter that is edited. */
export function draftOf({ column, is, value }: ColumnTest): FilterDraft {
  const words = (json: Json | undefined): string =>
    json === undefined ? '' : typeof json === 'string' ? json : JSON.stringify(json);
  const list: readonly Json[] = Array.isArray(value) ? value : [];
  switch (operandShape(is)) {
    case 'none':
      return { column, is, texts: ['', ''] };
    case 'one':
      return { column, is, texts: [words(value), ''] };
    case 'two':
      return { column, is, texts: [words(list[0]), words(list[1])] };
    case 'list':
      return { column, is, texts: [list.map(words).join('\n'), ''] };
  }
}

/** Another test for the same column; what was typed stays as far as it fits. */
export function withTest(draft: FilterDraft, is: ConditionTest): FilterDraft {
  const [first, second] = draft.texts;
  if (operandShape(draft.is) === 'list' && operandShape(is) !== 'list') {
    return { ...draft, is, texts: [first.split('\n')[0] ?? '', second] };
  }
  return { ...draft, is };
}

/** The filter that a draft stands for, or what is the matter with each text. */
export function readDraft(
  draft: FilterDraft,
  type: ColumnType | undefined,
): { readonly filter?: ColumnTest; readonly problems: readonly [string, string] } {
  const { column, is, texts } = draft;
  const shape = operandShape(is);
  if (shape === 'none') return { filter: { column, is }, problems: ['', ''] };
  if (shape === 'list') {
    const lines = texts[0].split('\n').filter((line) => line.trim() !== '');
    if (lines.length === 0) return { problems: ['Write one value a line.', ''] };
    const read = lines.map((line) => literalOf(line, type));
    const bad = read.findIndex((one) => !('value' in one));
    if (bad >= 0) {
      return { problems: [`Line ${bad + 1}: ${problemOf(lines[bad] ?? '', type)}`, ''] };
    }
    const value = read.flatMap((one) => ('value' in one ? [one.value] : []));
    return { filter: { column, is, value }, problems: ['', ''] };
  }
  // Empty text is a value, too.
  if (texts[0] === '' && type?.kind === 'text' && (is === 'equals' || is === 'not-equals')) {
    return { filter: { column, is, value: '' }, problems: ['', ''] };
  }
  const problems: readonly [string, string] = [
    problemOf(texts[0], type),
    shape === 'two' ? problemOf(texts[1], type) : '',
  ];
  const [first, second] = texts.map((text) => literalOf(text, type));
  if (!first || !('value' in first)) return { problems };
  if (shape === 'one') return { filter: { column, is, value: first.value }, problems };
  if (!second || !('value' in second)) return { problems };
  return { filter: { column, is, value: [first.value, second.value] }, problems };
}

function problemOf(text: string, type: ColumnType | undefined): string {
  const read = literalOf(text, type);
  if ('value' in read) return '';
  return 'wrong' in read ? read.wrong : read.missing;
}
