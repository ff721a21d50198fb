import { diffArrays } from 'diff';
import type { TextEdit } from '../../shared/recipeEdit.ts';

/**
 * The edits that make `after` of `before`: the lines that differ, each without the characters at its
 * ends that are the same. Offsets are UTF-16 units in `before`; edits are in order and apart.
 */
export function textEdits(before: string, after: string): TextEdit[] {
  const edits: TextEdit[] = [];
  let offset = 0;
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '' || added !== '')
      edits.push(trimmed(offset - removed.length, removed, added));
    removed = '';
    added = '';
  };
  for (const part of diffArrays(linesOf(before), linesOf(after))) {
    const text = part.value.join('');
    if (part.added) {
      added += text;
    } else if (part.removed) {
      removed += text;
      offset += text.length;
    } else {
      flush();
      offset += text.length;
    }
  }
  flush();
  return edits;
}

/** A text with edits made, for those who hold it as a string. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.offset - a.offset)
    .reduce(
      (done, edit) =>
        done.slice(0, edit.offset) + edit.text + done.slice(edit.offset + edit.length),
      text,
    );
}

function trimmed(offset: number, removed: string, added: string): TextEdit {
  const shorter = Math.min(removed.length, added.length);
  let start = 0;
  while (start < shorter && removed[start] === added[start]) start += 1;
  // A line end of two characters, or a character of two units, is never cut in the middle.
  if (start > 0 && splits(removed, start)) start -= 1;
  let end = 0;
  while (end < shorter - start && removed.at(-1 - end) === added.at(-1 - end)) end += 1;
  if (end > 0 && (splits(removed, removed.length - end) || splits(added, added.length - end))) {
    end -= 1;
  }
  return {
    offset: offset + start,
    length: removed.length - start - end,
    text: added.slice(start, added.length - end),
  };
}

function splits(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  const next = text[at] ?? '';
  return (
    (before === '\r' && next === '\n') || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(before + next)
  );
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
