/** A piece of Python text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'operator' | 'comment' | 'newline';
  readonly text: string;
  /** Where it starts in the text. */
  readonly start: number;
}

const pattern = new RegExp(
  [
    String.raw`(?<newline>\n)`,
    String.raw`(?<comment>#[^\n]*)`,
    String.raw`(?<string>[rRbBfFuU]{0,2}(?:"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'))`,
    String.raw`(?<number>(?:0[xX][0-9a-fA-F]+|\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?))`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_]*)`,
    String.raw`(?<operator>\*\*=|//=|>>=|<<=|\.\.\.|\*\*|//|>>|<<|<=|>=|==|!=|->|:=|[-+*/%&|^@]=|[-+*/%&|^~<>()[\]{},:;.=@])`,
  ].join('|'),
  'suy',
);

/** Splits Python text into tokens; blanks are left out. `undefined` for text that it cannot read. */
export function pythonTokens(code: string): Token[] | undefined {
  const tokens: Token[] = [];
  const blank = /(?:[ \t]|\\\n)*/y;
  let at = 0;
  while (at < code.length) {
    blank.lastIndex = at;
    at += blank.exec(code)?.[0].length ?? 0;
    if (at >= code.length) break;
    pattern.lastIndex = at;
    const found = pattern.exec(code);
    const kind = kinds.find((name) => found?.groups?.[name] !== undefined);
    if (!found || kind === undefined) return undefined;
    tokens.push({ kind, text: found[0], start: at });
    at += found[0].length;
  }
  return tokens;
}

const kinds = ['newline', 'comment', 'string', 'number', 'word', 'operator'] as const;
