import { fewerBrackets, unwrapped } from './fewerBrackets.ts';
import { printLayout } from './printLayout.ts';
import { block, commaList, isFluent, layout, list, namesAfterCalls } from './pythonLayout.ts';
import type { Doc } from './pythonLayout.ts';
import { pythonTokens } from '../python/pythonTokens.ts';
import type { Token } from '../python/pythonTokens.ts';
import { quoteString } from './quoteString.ts';
import { TreeReader, UnknownSyntax } from './pythonTree.ts';
import type { Tree } from './pythonTree.ts';

/** Longest line. */
const width = 100;

/**
 * Lays Python code out as `ruff format` does: statements that are too long, or hold a comma before a
 * closing bracket, are broken at their brackets, dots and operators; what fits stands on one line.
 * Brackets that say nothing are left out.
 * Comments, blank lines, docstrings and what it cannot read stay as they are.
 */
export function formatPython(code: string): string {
  const out: string[] = [];
  for (const statement of statements(code)) {
    if (statement.tokens.length === 0) {
      out.push(statement.text.trim() === '' ? '' : statement.text);
      continue;
    }
    const own = /^ */.exec(statement.text)?.[0].length ?? 0;
    out.push(formatStatement(statement, own));
  }
  return out.join('\n') + (code.endsWith('\n') ? '\n' : '');
}

interface Statement {
  readonly text: string;
  /** Empty for what stays as it is. */
  readonly tokens: readonly Token[];
}

/** Cuts code at line ends outside of brackets. */
function statements(code: string): Statement[] {
  const tokens = pythonTokens(code);
  if (!tokens) return code.split('\n').map((text) => ({ text, tokens: [] }));
  const found: Statement[] = [];
  let start = 0;
  let depth = 0;
  let own: Token[] = [];
  const end = (place: number): void => {
    const text = code.slice(start, place);
    const keep =
      own.some((token) => token.kind === 'comment' || /^\w*("""|''')/.test(token.text)) ||
      own.length === 0;
    if (keep) for (const line of text.split('\n')) found.push({ text: line, tokens: [] });
    else found.push({ text, tokens: own });
    start = place + 1;
    own = [];
  };
  for (const token of tokens) {
    if (token.kind === 'operator' && /^[([{]$/.test(token.text)) depth += 1;
    if (token.kind === 'operator' && /^[)\]}]$/.test(token.text)) depth -= 1;
    if (token.kind !== 'newline') own.push(token);
    else if (depth === 0) end(token.start);
  }
  if (start < code.length || own.length > 0) end(code.length);
  return found;
}

function formatStatement(statement: Statement, indent: number): string {
  const tokens = statement.tokens.map((token) =>
    token.kind === 'string' ? { ...token, text: quoteString(token.text) } : token,
  );
  try {
    return printStatement(tokens, indent);
  } catch (error) {
    if (!(error instanceof UnknownSyntax)) throw error;
    return statement.text;
  }
}

const headWords = new Set([
  'return',
  'yield',
  'raise',
  'del',
  'assert',
  'if',
  'elif',
  'while',
  'for',
]);
const assignment = new Set(['=', '+=', '-=', '*=', '/=', '//=', '%=', '|=', '&=', '**=']);

function printStatement(tokens: readonly Token[], indent: number): string {
  const first = tokens[0]?.text ?? '';
  const start = ' '.repeat(indent);
  if (first === 'def' || first === 'class') return printDefinition(tokens, indent);
  if (['import', 'from', 'with', 'except', 'global', 'lambda', '@'].includes(first)) {
    throw new UnknownSyntax();
  }
  if (['else', 'try', 'finally', 'pass', 'break', 'continue'].includes(first)) {
    return start + tokens.map((token) => token.text).join('');
  }
  const reader = new TreeReader(tokens);
  let head = start;
  if (headWords.has(first)) {
    head += reader.take();
    if (first === 'for') {
      const names: string[] = [];
      while (reader.peek() !== 'in' && !reader.done()) names.push(reader.take());
      head += ` ${names.join(' ').replaceAll(/ ?([,()]) ?/g, (_m, c: string) => (c === ',' ? ', ' : c))} ${reader.take()}`;
    }
    if (reader.done()) return head;
    head += ' ';
  }
  let value = fewerBrackets(reader.tuple());
  while (assignment.has(reader.peek())) {
    const operator = reader.take();
    head += `${flat(value)} ${operator} `;
    value = fewerBrackets(reader.tuple());
  }
  const tail = reader.peek() === ':' ? reader.take() : '';
  if (!reader.done()) throw new UnknownSyntax();
  return head + printValue(value, indent, head.length, tail);
}

/** The value of a statement: as it is, broken in its own brackets, or in brackets of its own. */
function printValue(given: Tree, indent: number, column: number, tail: string): string {
  const value = unwrapped(given);
  const print = (doc: Doc): string => printLayout(list(doc, tail), width, indent, column);
  const open = print(layout(value, false));
  if (!open.includes('\n') && column + open.length <= width) return open;
  if (value.kind === 'tuple') return print(block('(', commaList(value.items, false, true), ')'));
  const wrapped = print(block('(', layout(value, true), ')'));
  if (isAtom(value)) return wrapped.split('\n').every((l) => l.length <= width) ? wrapped : open;
  if (ownBrackets(value)) return open;
  if (!canStayOpen(value)) return wrapped;
  const fits = (text: string, start: number): boolean =>
    text.split('\n').every((line, i) => line.length + (i === 0 ? start : 0) <= width);
  // A text that is too long for any line asks for no brackets.
  return fits(open, column) || !fits(wrapped, column) ? open : wrapped;
}

function isAtom(value: Tree): boolean {
  return (
    value.kind === 'atom' || (value.kind === 'chain' && value.parts.every((p) => p.kind === 'atom'))
  );
}

/** A call, a list and the like break in their own brackets only. */
function ownBrackets(value: Tree): boolean {
  return value.kind === 'bracket' || (value.kind === 'chain' && !isFluent(value));
}

/** Whether an expression of operators may break within the brackets at its end or start. */
function canStayOpen(value: Tree): boolean {
  if (value.kind === 'prefix') return canStayOpen(value.operand) || ownBrackets(value.operand);
  if (value.kind !== 'binary' || value.operators.length > 1) return false;
  if (value.operands.some((operand) => operand.kind === 'binary')) return false;
  const [first] = value.operands;
  const last = value.operands.at(-1);
  if (last?.kind === 'chain' && namesAfterCalls(last) > 1) return false;
  return (
    (first?.kind === 'bracket' && first.items.length > 0) ||
    (last?.kind === 'bracket' && last.items.length > 0) ||
    (last?.kind === 'chain' && endsWithItems(last))
  );
}

function endsWithItems(tree: Tree & { readonly kind: 'chain' }): boolean {
  const last = tree.parts.at(-1);
  return last?.kind === 'bracket' && last.items.length > 0;
}

function printDefinition(tokens: readonly Token[], indent: number): string {
  const reader = new TreeReader(tokens);
  const head = `${' '.repeat(indent)}${reader.take()} `;
  const tree = reader.expression();
  if (reader.take() !== ':' || !reader.done()) throw new UnknownSyntax();
  return head + printLayout(list(layout(tree, false), ':'), width, indent, head.length);
}

function flat(tree: Tree): string {
  return printLayout(layout(tree, false), Number.MAX_SAFE_INTEGER, 0);
}
