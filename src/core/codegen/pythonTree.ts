import type { Token } from '../python/pythonTokens.ts';

/** An expression, as far as its layout needs it. */
export type Tree =
  | { readonly kind: 'atom'; readonly text: string }
  /** `(a)`, `[a, b]`, `{k: v}`; `comma` tells of a comma before the closing bracket. */
  | {
      readonly kind: 'bracket';
      readonly open: string;
      readonly items: readonly Tree[];
      readonly comma: boolean;
    }
  /** `base.name(args)[key]`: each part is `.name` or a bracket. */
  | { readonly kind: 'chain'; readonly base: Tree; readonly parts: readonly Tree[] }
  /** Operands of one precedence with the operators between them. */
  | {
      readonly kind: 'binary';
      readonly operands: readonly Tree[];
      readonly operators: readonly string[];
      readonly precedence: number;
    }
  | { readonly kind: 'prefix'; readonly text: string; readonly operand: Tree }
  | { readonly kind: 'lambda'; readonly head: string; readonly body: Tree }
  /** `name=value`, `key: value`, `lo:hi`: pieces that stay together. */
  | { readonly kind: 'pair'; readonly left: Tree; readonly between: string; readonly right: Tree }
  /** Parts that break together in front of a word: a ternary, a comprehension. */
  | { readonly kind: 'clauses'; readonly head: Tree; readonly clauses: readonly Clause[] }
  | { readonly kind: 'strings'; readonly items: readonly string[] }
  | { readonly kind: 'tuple'; readonly items: readonly Tree[]; readonly comma: boolean };

/** `if x`, `else y`, `for x in y`. */
export interface Clause {
  readonly word: string;
  readonly body: Tree;
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
/** From loose to tight. */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['not'],
  ['in', 'not in', 'is', 'is not', '<', '<=', '>', '>=', '==', '!='],
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
];

/** What cannot be laid out anew; the text then stays as it is. */
export class UnknownSyntax extends Error {}

/** Reads expressions from tokens without line breaks. */
export class TreeReader {
  private at = 0;
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  done(): boolean {
    return this.at >= this.tokens.length;
  }

  peek(): string {
    return this.tokens[this.at]?.text ?? '';
  }

  take(): string {
    const text = this.peek();
    this.at += 1;
    return text;
  }

  /** An expression, or several with commas between them. */
  tuple(): Tree {
    const first = this.starred();
    if (this.peek() !== ',') return first;
    const items = [first];
    let comma = false;
    while (this.peek() === ',') {
      this.take();
      comma = this.done() || this.peek() === '=' || this.peek() === ':';
      if (comma) break;
      items.push(this.starred());
    }
    return { kind: 'tuple', items, comma };
  }

  expression(): Tree {
    if (this.peek() === 'lambda') return this.lambda();
    const body = this.level(0);
    if (this.peek() !== 'if') return body;
    this.take();
    const test = this.level(0);
    this.need('else');
    const rest = this.expression();
    // `a if p else b if q else c` breaks at each of its words.
    const chained = rest.kind === 'clauses' ? rest : { head: rest, clauses: [] };
    const clauses = [
      { word: 'if', body: test },
      { word: 'else', body: chained.head },
      ...chained.clauses,
    ];
    return { kind: 'clauses', head: body, clauses };
  }

  private starred(): Tree {
    if (this.peek() !== '*' && this.peek() !== '**') return this.expression();
    return { kind: 'prefix', text: this.take(), operand: this.level(4) };
  }

  /** `*x`, `**x`, `name=value`, `key: value`, or an expression with comprehension clauses. */
  private item(): Tree {
    if (this.peek() === '*' || this.peek() === '**') return this.starred();
    if (this.peek() === ':') return this.slice({ kind: 'atom', text: '' });
    if (this.peek() === 'yield') throw new UnknownSyntax();
    const first = this.expression();
    if (this.peek() === '=') {
      this.take();
      return { kind: 'pair', left: first, between: '=', right: this.expression() };
    }
    if (this.peek() === ':=') {
      this.take();
      return { kind: 'pair', left: first, between: ' := ', right: this.expression() };
    }
    if (this.peek() === 'for') return this.comprehension(first);
    return first;
  }

  private comprehension(head: Tree): Tree {
    const clauses: Clause[] = [];
    while (this.peek() === 'for' || this.peek() === 'if') {
      const word = this.take();
      if (word === 'if') {
        clauses.push({ word, body: this.level(0) });
        continue;
      }
      const names = [this.level(4)];
      while (this.peek() === ',') {
        this.take();
        names.push(this.level(4));
      }
      const left: Tree =
        names.length === 1 && names[0] ? names[0] : { kind: 'tuple', items: names, comma: false };
      this.need('in');
      clauses.push({ word, body: { kind: 'pair', left, between: ' in ', right: this.level(0) } });
    }
    return { kind: 'clauses', head, clauses };
  }

  private slice(left: Tree): Tree {
    this.need(':');
    const open = this.peek() === ']' || this.peek() === ',' || this.peek() === ':';
    const right: Tree = open ? { kind: 'atom', text: '' } : this.expression();
    if (this.peek() === ':') throw new UnknownSyntax();
    const simple = [left, right].every((side) => side.kind === 'atom' || side.kind === 'prefix');
    // Nothing stands between a bracket and the colon, or behind it: `rows[len(left) :]`, `[: f(x)]`.
    const blank = left.kind === 'atom' && left.text === '' ? '' : ' ';
    return { kind: 'pair', left, between: simple ? ':' : `${blank}:${open ? '' : ' '}`, right };
  }

  private lambda(): Tree {
    let text = this.take();
    while (this.peek() !== ':') {
      if (this.done()) throw new UnknownSyntax();
      const piece = this.take();
      text += piece === ',' || piece === '=' || text.endsWith('=') ? piece : ` ${piece}`;
    }
    this.take();
    return { kind: 'lambda', head: `${text}: `, body: this.expression() };
  }

  private level(index: number): Tree {
    const operators = levels[index];
    if (!operators) return this.unary();
    if (operators[0] === 'not') {
      if (this.peek() !== 'not') return this.level(index + 1);
      this.take();
      return { kind: 'prefix', text: 'not ', operand: this.level(index) };
    }
    const operands = [this.level(index + 1)];
    const found: string[] = [];
    for (let op = this.operator(operators); op !== undefined; op = this.operator(operators)) {
      found.push(op);
      operands.push(this.level(index + 1));
    }
    const [only] = operands;
    if (found.length === 0 && only) return only;
    return { kind: 'binary', operands, operators: found, precedence: index };
  }

  private operator(known: readonly string[]): string | undefined {
    const two = `${this.peek()} ${this.tokens[this.at + 1]?.text ?? ''}`;
    if (known.includes(two)) {
      this.at += 2;
      return two;
    }
    return known.includes(this.peek()) && this.peek() !== 'not' ? this.take() : undefined;
  }

  private unary(): Tree {
    if (['-', '+', '~'].includes(this.peek())) {
      return { kind: 'prefix', text: this.take(), operand: this.unary() };
    }
    const base = this.postfix();
    if (this.peek() !== '**') return base;
    this.take();
    const power = this.unary();
    const simple = [base, power].every(isSimplePower);
    return simple
      ? { kind: 'pair', left: base, between: '**', right: power }
      : { kind: 'binary', operands: [base, power], operators: ['**'], precedence: 20 };
  }

  private postfix(): Tree {
    const base = this.primary();
    const parts: Tree[] = [];
    for (;;) {
      if (this.peek() === '.') {
        this.take();
        parts.push({ kind: 'atom', text: `.${this.take()}` });
      } else if (this.peek() === '(' || this.peek() === '[') parts.push(this.bracket(true));
      else break;
    }
    return parts.length === 0 ? base : { kind: 'chain', base, parts };
  }

  private primary(): Tree {
    const token = this.tokens[this.at];
    if (!token) throw new UnknownSyntax();
    if (closing[token.text] !== undefined && token.kind === 'operator') return this.bracket(false);
    if (token.kind === 'string') {
      const items: string[] = [];
      while (this.tokens[this.at]?.kind === 'string') items.push(this.take());
      return items.length === 1
        ? { kind: 'atom', text: items[0] ?? '' }
        : { kind: 'strings', items };
    }
    if (token.kind === 'operator' && token.text !== '...') throw new UnknownSyntax();
    return { kind: 'atom', text: this.take() };
  }

  private bracket(call: boolean): Tree {
    const open = this.take();
    const close = closing[open] ?? '';
    const items: Tree[] = [];
    let comma = false;
    while (this.peek() !== close) {
      if (this.done()) throw new UnknownSyntax();
      let item = this.item();
      if (this.peek() === ':') {
        if (open === '[') item = this.slice(item);
        else {
          this.take();
          const value = this.expression();
          item = { kind: 'pair', left: item, between: ': ', right: value };
          if (this.peek() === 'for') item = this.comprehension(item);
        }
      }
      items.push(item);
      comma = this.peek() === ',';
      if (comma) this.take();
    }
    this.take();
    const [only] = items;
    // `((x))` says no more than `(x)`.
    const twice = !call && open === '(' && items.length === 1 && !comma && only?.kind === 'bracket';
    if (twice && only.open === '(' && only.items.length === 1 && !only.comma) return only;
    return { kind: 'bracket', open, items, comma };
  }

  private need(text: string): void {
    if (this.take() !== text) throw new UnknownSyntax();
  }
}

function isSimplePower(tree: Tree): boolean {
  if (tree.kind === 'prefix') return isSimplePower(tree.operand);
  if (tree.kind === 'chain') return tree.parts.every((part) => part.kind === 'atom');
  return tree.kind === 'atom' && !/^["']/.test(tree.text);
}
