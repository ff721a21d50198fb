import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { AppError } from '../../shared/errors.ts';
import type { Json } from '../../shared/json.ts';
import { layoutOf, printJson } from './printJson.ts';

/** Keys from the root of a document to a value. */
export type JsonPath = readonly (string | number)[];

/** How a value is put in. */
export interface PutOptions {
  /** The order of keys in the object that gets a new one. */
  readonly order?: readonly string[];
  /** One entry a line, even where all of it would fit on one. */
  readonly expand?: boolean;
}

/** The text of the value at a path, or undefined if there is none. */
export function rawAt(text: string, path: JsonPath): string | undefined {
  const node = nodeAt(text, path);
  return node && text.slice(node.offset, node.offset + node.length);
}

/** The value at a path, or undefined if there is none. */
export function valueAt(text: string, path: JsonPath): Json | undefined {
  const node = nodeAt(text, path);
  // SAFETY: what stands in a JSON text is JSON.
  return node && (getNodeValue(node) as Json);
}

/** Sets a key of an object that is there; a new key finds its place by `order`. */
export function setKey(
  text: string,
  path: JsonPath,
  value: Json,
  options: PutOptions = {},
): string {
  const old = nodeAt(text, path);
  if (old) {
    if (sameJson(valueAt(text, path) ?? null, value)) return text;
    const indent = indentAt(text, old.offset);
    const used = old.offset - lineStart(text, old.offset) + 1;
    const printed = printJson(value, layoutOf(text), indent, { ...expanded(options), used });
    return splice(text, old.offset, old.length, printed);
  }
  const key = String(path.at(-1));
  const parent = requireNode(text, path.slice(0, -1));
  const order = options.order ?? [];
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : 1e9);
  const keys = (parent.children ?? []).map((child) => String(child.children?.[0]?.value));
  const after = keys.findLastIndex((name) => rank(name) <= rank(key));
  return insert(text, parent, after + 1, (indent) => {
    const start = `${JSON.stringify(key)}: `;
    const used = indent.length + start.length + 1;
    return start + printJson(value, layoutOf(text), indent, { ...expanded(options), used });
  });
}

/** Puts an item into a list. A text is taken as it is: it came from this document. */
export function insertItem(
  text: string,
  path: JsonPath,
  index: number,
  item: { readonly value: Json } | { readonly raw: string },
  options: PutOptions = {},
): string {
  return insert(text, requireNode(text, path), index, (indent) =>
    'raw' in item ? item.raw : printJson(item.value, layoutOf(text), indent, expanded(options)),
  );
}

/** Takes a key or an item away with its comma; nothing happens where there is none. */
export function removeAt(text: string, path: JsonPath): string {
  const value = nodeAt(text, path);
  if (!value) return text;
  const node = value.parent?.type === 'property' ? value.parent : value;
  const parent = node.parent;
  const children = parent?.children ?? [];
  const index = children.indexOf(node);
  const next = children[index + 1];
  const before = children[index - 1];
  if (next) return splice(text, node.offset, next.offset - node.offset, '');
  if (before) {
    const end = before.offset + before.length;
    return splice(text, end, node.offset + node.length - end, '');
  }
  if (!parent) return text;
  return splice(text, parent.offset, parent.length, parent.type === 'array' ? '[]' : '{}');
}

/** Puts a list in place of another; items that were there keep their text. */
export function setList(text: string, path: JsonPath, items: readonly Json[], options: PutOptions) {
  const old = nodeAt(text, path);
  if (old?.type !== 'array') return setKey(text, path, items, options);
  if (sameJson(valueAt(text, path) ?? null, items)) return text;
  const olds = (old.children ?? []).map((child) => ({
    // SAFETY: what stands in a JSON text is JSON.
    value: getNodeValue(child) as Json,
    raw: text.slice(child.offset, child.offset + child.length),
  }));
  let next = splice(text, old.offset, old.length, '[]');
  // The list opens as it did before: over several lines, or in one.
  items.forEach((item, index) => {
    const kept = olds.find(({ value }) => sameJson(value, item));
    next = insertItem(next, path, index, kept ? { raw: kept.raw } : { value: item });
  });
  return next;
}

/** True for values that are the same JSON, whatever the order of their keys. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = new Map(Object.entries(a));
  const right = new Map(Object.entries(b));
  return (
    left.size === right.size &&
    [...left].every(([key, value]) => right.has(key) && sameJson(value, right.get(key)))
  );
}

function insert(
  text: string,
  parent: Node,
  index: number,
  print: (indent: string) => string,
): string {
  const children = parent.children ?? [];
  const { eol, unit, oneLine } = layoutOf(text);
  const [first] = children;
  if (!first) {
    const [open, close] = parent.type === 'array' ? ['[', ']'] : ['{', '}'];
    const outer = indentAt(text, parent.offset);
    const inner = outer + unit;
    const body = oneLine
      ? `${open}${print('')}${close}`
      : `${open}${eol}${inner}${print(inner)}${eol}${outer}${close}`;
    return splice(text, parent.offset, parent.length, body);
  }
  const broken = text.slice(parent.offset, first.offset).includes('\n');
  const indent = indentAt(text, first.offset);
  const separator = broken ? `,${eol}${indent}` : ', ';
  const at = children[index];
  if (at) return splice(text, at.offset, 0, `${print(indent)}${separator}`);
  const last = children.at(-1) ?? first;
  return splice(text, last.offset + last.length, 0, `${separator}${print(indent)}`);
}

function nodeAt(text: string, path: JsonPath): Node | undefined {
  const tree = parseTree(text);
  return tree && findNodeAtLocation(tree, [...path]);
}

function requireNode(text: string, path: JsonPath): Node {
  const node = nodeAt(text, path);
  if (node) return node;
  throw new AppError('bad-recipe', `The recipe has nothing at /${path.join('/')}.`, {
    hint: 'Open the file as text and mend it.',
  });
}

function expanded(options: PutOptions): { readonly expand?: boolean } {
  return options.expand === undefined ? {} : { expand: options.expand };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

function splice(text: string, offset: number, length: number, by: string): string {
  return text.slice(0, offset) + by + text.slice(offset + length);
}
