import { formatType } from '../../../../src/shared/formatType.ts';
import { expressionName } from './expressionName.ts';
import type { FormScope } from './formScope.ts';

/** One thing that may stand at the caret. */
export interface Completion {
  readonly kind: 'column' | 'function' | 'parameter';
  readonly label: string;
  /** A type, or a signature. */
  readonly detail: string;
  readonly help: string;
  readonly insert: string;
  /** Where the caret is in `insert` afterwards. */
  readonly caret: number;
}

/** What may replace the text from `from` to `to`. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

const most = 50;

/**
 * What can be written at the caret: columns, functions and, after a colon, parameters. With `ask`
 * also where no word has begun.
 */
export function completeExpression(
  text: string,
  caret: number,
  scope: FormScope,
  ask: boolean,
): Completions {
  const nothing = { from: caret, to: caret, items: [] };
  const open = openQuote(text, caret);
  if (open?.mark === "'") return nothing;
  if (open) {
    const word = text.slice(open.at + 1, caret);
    const to = text[caret] === '"' ? caret + 1 : caret;
    return { from: open.at, to, items: columns(scope, word) };
  }
  const before = text.slice(0, caret);
  const start = caret - (/[\p{L}_][\p{L}\p{M}\p{N}_]*$/u.exec(before)?.[0].length ?? 0);
  const word = text.slice(start, caret);
  if (text[start - 1] === ':') {
    return { from: start - 1, to: caret, items: parameters(scope, word) };
  }
  if (word === '' && !ask) return nothing;
  // A digit before the word: a number like 1e3.
  if (/[\d.]/.test(text[start - 1] ?? '')) return nothing;
  const items = [...columns(scope, word), ...functions(scope, word)];
  if (word === '') items.push(...parameters(scope, ''));
  return { from: start, to: caret, items: sorted(items, word).slice(0, most) };
}

/** The quote that is open at the caret. */
function openQuote(text: string, caret: number): { at: number; mark: string } | undefined {
  let open: { at: number; mark: string } | undefined;
  for (let at = 0; at < caret; at += 1) {
    const mark = text.charAt(at);
    if (open) {
      if (mark === open.mark) open = undefined;
    } else if (mark === '"' || mark === "'") {
      open = { at, mark };
    }
  }
  return open;
}

function columns(scope: FormScope, word: string): Completion[] {
  return scope.columns
    .filter(({ name }) => matches(name, word))
    .map(({ name, type }) => {
      const insert = expressionName(name);
      const detail = formatType(type);
      return { kind: 'column', label: name, detail, help: '', insert, caret: insert.length };
    });
}

function functions(scope: FormScope, word: string): Completion[] {
  return scope.functions
    .filter(({ name }) => matches(name, word))
    .map(({ name, signature, summary }) => ({
      kind: 'function',
      label: name,
      detail: signature,
      help: summary,
      insert: `${name}()`,
      caret: name.length + 1,
    }));
}

function parameters(scope: FormScope, word: string): Completion[] {
  return scope.parameters
    .filter(({ name }) => matches(name, word))
    .map(({ name, type }) => {
      const insert = `:${name}`;
      return {
        kind: 'parameter',
        label: insert,
        detail: type,
        help: '',
        insert,
        caret: insert.length,
      };
    });
}

function matches(name: string, word: string): boolean {
  return name.toLowerCase().includes(word.toLowerCase());
}

/** Names that begin so come first; columns before functions. The order is kept otherwise. */
function sorted(items: readonly Completion[], word: string): readonly Completion[] {
  const begins = ({ label }: Completion): boolean =>
    label.toLowerCase().startsWith(word.toLowerCase());
  return [...items.filter(begins), ...items.filter((item) => !begins(item))];
}

/** The place that a sentence about an expression names: “… at character 12.” */
export function errorPlace(
  text: string,
  message: string,
): { from: number; to: number } | undefined {
  const found = / at character (\d+)/.exec(message);
  if (!found) return undefined;
  const from = Math.min(Number(found[1]) - 1, Math.max(text.length - 1, 0));
  const word = /^("(?:[^"]|"")+"|'(?:[^']|'')*'|[\p{L}\p{N}_.]+|.)/u.exec(text.slice(from));
  return { from, to: from + Math.max(word?.[0].length ?? 1, 1) };
}
