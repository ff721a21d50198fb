import { createToken, Lexer } from 'chevrotain';
import type { TokenType } from 'chevrotain';

const letters = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;

function nameAt(text: string, offset: number): RegExpExecArray | null {
  letters.lastIndex = offset;
  return letters.exec(text);
}

/** A name without quotes; also functions, `date` and `timestamp`. */
export const Name = createToken({ name: 'Name', pattern: nameAt, line_breaks: false });

/** `"a""b"`. */
export const QuotedName = createToken({ name: 'QuotedName', pattern: /"(?:[^"]|"")+"/ });

/** `'it''s'`. */
export const Text = createToken({ name: 'Text', pattern: /'(?:[^']|'')*'/ });

/** `:since`. */
export const Param = createToken({ name: 'Param', pattern: /:[A-Za-z_][A-Za-z0-9_]*/ });

/** `1e3`, `1.5e-3`. */
export const Float = createToken({ name: 'Float', pattern: /(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+/ });

/** `1.50`, `.5`. */
export const Decimal = createToken({ name: 'Decimal', pattern: /\d+\.\d*|\.\d+/ });

/** `12`. */
export const Integer = createToken({ name: 'Integer', pattern: /\d+/ });

function word(name: string): TokenType {
  return createToken({
    name: name.toUpperCase(),
    pattern: new RegExp(name, 'i'),
    longer_alt: Name,
  });
}

function sign(name: string, pattern: RegExp | string): TokenType {
  return createToken({ name, pattern });
}

/** Words that are no names unless quoted. */
export const words = {
  and: word('and'),
  or: word('or'),
  not: word('not'),
  is: word('is'),
  null: word('null'),
  in: word('in'),
  between: word('between'),
  like: word('like'),
  ilike: word('ilike'),
  case: word('case'),
  when: word('when'),
  then: word('then'),
  else: word('else'),
  end: word('end'),
  cast: word('cast'),
  tryCast: word('try_cast'),
  as: word('as'),
  true: word('true'),
  false: word('false'),
};

/** Operators and punctuation. */
export const signs = {
  /** In no rule: `a--b` is a comment elsewhere, and must not be a double minus here. */
  comment: sign('comment', /--|\/\*/),
  open: sign('open', '('),
  close: sign('close', ')'),
  comma: sign('comma', ','),
  concat: sign('concat', '||'),
  compare: sign('compare', /==|=|<>|!=|<=|<|>=|>/),
  add: sign('add', /[+-]/),
  multiply: sign('multiply', /\/\/|[*/%]/),
};

const space = createToken({ name: 'Space', pattern: /\s+/, group: Lexer.SKIPPED });

/** All tokens, in the order in which they are tried. */
export const tokens: TokenType[] = [
  space,
  QuotedName,
  Text,
  Param,
  Float,
  Decimal,
  Integer,
  // `ilike` and `is` begin like `in`: the longest match decides through `longer_alt`.
  ...Object.values(words),
  Name,
  ...Object.values(signs),
];

/** Splits an expression's text. */
export const lexer = new Lexer(tokens, { positionTracking: 'onlyOffset' });
