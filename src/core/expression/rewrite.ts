import type { Expression, Place } from './ast.ts';
import { parseExpression } from './parse.ts';

/** Names of the columns that an expression reads, each once, in order of first use. */
export function columnsOf(expression: Expression): readonly string[] {
  return [...new Set(uses(expression).map((use) => use.name))];
}

/** The text with each use of column `from` turned into `to`, all else kept. Throws as `parseExpression`. */
export function renameColumn(text: string, from: string, to: string): string {
  const places = uses(parseExpression(text)).filter((use) => use.name === from);
  // A simple `case` uses its operand once a branch, from one place in the text.
  const starts = [...new Map(places.map((use) => [use.place.start, use.place])).values()];
  return starts
    .sort((a, b) => b.start - a.start)
    .reduce((now, place) => now.slice(0, place.start) + written(to) + now.slice(place.end), text);
}

function uses(expression: Expression): { name: string; place: Place }[] {
  const found: { name: string; place: Place }[] = [];
  const open: Expression[] = [expression];
  for (let e = open.pop(); e; e = open.pop()) {
    if (e.kind === 'column') found.push({ name: e.name, place: e.place });
    else open.push(...parts(e));
  }
  return found.sort((a, b) => a.place.start - b.place.start);
}

function parts(e: Expression): readonly Expression[] {
  switch (e.kind) {
    case 'literal':
    case 'column':
    case 'param':
      return [];
    case 'unary':
    case 'isNull':
    case 'cast':
      return [e.operand];
    case 'binary':
      return [e.left, e.right];
    case 'in':
      return [e.operand, ...e.items];
    case 'between':
      return [e.operand, e.low, e.high];
    case 'like':
      return [e.operand, e.pattern];
    case 'case':
      return [
        ...e.branches.flatMap((b) => [b.when, b.then]),
        ...(e.otherwise ? [e.otherwise] : []),
      ];
    case 'call':
      return e.args;
  }
}

const reserved =
  /^(and|or|not|is|null|in|between|like|ilike|case|when|then|else|end|cast|try_cast|as|true|false|select|from)$/i;

/** A column as an expression names it: quoted unless it is a plain word. */
function written(name: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !reserved.test(name);
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}
