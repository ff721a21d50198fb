/** A token of SQL, and whether a blank or a line break stands before it. */
export interface SqlToken {
  readonly text: string;
  readonly space: boolean;
}

/** Behind and before these an expression stands alone. */
const before = new Set(['(', '[', ',', ':', 'SELECT', 'WHEN', 'THEN', 'ELSE', 'WHERE', 'QUALIFY']);
const after = new Set([')', ']', '}', ',', 'AS', 'WHEN', 'THEN', 'ELSE', 'END', 'FROM', 'GROUP']);
/** What begins no expression that may stand without its brackets. */
const kept = new Set(['SELECT', 'WITH', 'FROM', 'VALUES', 'LAMBDA', 'PIVOT', 'UNPIVOT', ')']);

/**
 * Tokens without the brackets that say nothing: round an expression that stands alone, as between
 * commas or behind `WHEN`. Emitters put them so that any piece may stand anywhere.
 */
export function fewerSqlBrackets(tokens: readonly SqlToken[]): readonly SqlToken[] {
  if (tokens.some(({ text }) => text.toUpperCase() === 'VALUES')) return tokens;
  const pairs = bracketPairs(tokens);
  const gone = new Set<number>();
  const next = (from: number, step: 1 | -1): string => {
    let at = from + step;
    while (gone.has(at)) at += step;
    return tokens[at]?.text.toUpperCase() ?? '';
  };
  for (const { open, close } of pairs) {
    const end = next(close, 1);
    const alone = before.has(next(open, -1)) && (after.has(end) || end === '');
    if (!alone || kept.has(next(open, 1))) continue;
    gone.add(open);
    gone.add(close);
  }
  return tokens.flatMap((token, at): readonly SqlToken[] => {
    if (gone.has(at)) return [];
    const follows = gone.has(at - 1) && tokens[at - 1]?.text === '(';
    return [follows ? { ...token, space: spaceBefore(tokens, gone, at) } : token];
  });
}

/** The blank of the first bracket that went goes to what stood in it. */
function spaceBefore(
  tokens: readonly SqlToken[],
  gone: ReadonlySet<number>,
  place: number,
): boolean {
  let at = place - 1;
  while (gone.has(at - 1) && tokens[at - 1]?.text === '(') at -= 1;
  return tokens[at]?.space ?? false;
}

/** Round brackets that hold no comma of their own, the outer ones first. */
function bracketPairs(
  tokens: readonly SqlToken[],
): readonly { readonly open: number; readonly close: number }[] {
  const pairs: { open: number; close: number }[] = [];
  const stack: { at: number; comma: boolean }[] = [];
  tokens.forEach(({ text }, at) => {
    const last = stack.at(-1);
    if (/^[([{]$/.test(text)) stack.push({ at, comma: false });
    else if (text === ',' && last) last.comma = true;
    else if (/^[)\]}]$/.test(text)) {
      const begin = stack.pop();
      if (begin && !begin.comma && text === ')') pairs.push({ open: begin.at, close: at });
    }
  });
  return pairs.sort((a, b) => a.open - b.open);
}
