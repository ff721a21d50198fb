import type { Sql } from '../sql/sql.ts';
import { fewerSqlBrackets } from './fewerSqlBrackets.ts';
import type { SqlToken } from './fewerSqlBrackets.ts';
import { plainIdentifier } from './plainIdentifier.ts';
import { printLayout } from './printLayout.ts';
import { group, list } from './pythonLayout.ts';
import type { Doc } from './pythonLayout.ts';

/** Longest line. */
const width = 100;

const pattern =
  /(\s*)('(?:[^']|'')*'|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_]*|\d[\d.]*(?:e[+-]?\d+)?|--|\/\*|::|<=|>=|<>|!=|==|\|\||->>?|[^\s])/suy;

/**
 * Lays a SELECT out: on one line where it fits, else one clause a line, and one item a line in a
 * clause that is too long. Brackets and quotes that say nothing are left out; literals are never
 * touched.
 */
export function formatSql(code: Sql, indent: number): string {
  const read = tokensOf(code);
  const start = ' '.repeat(indent);
  if (!read) return start + code;
  const tokens = fewerSqlBrackets(read);
  const reader: Reader = { tokens, at: 0 };
  const doc = query(reader);
  if (reader.at < tokens.length) return start + code;
  return start + printLayout(doc, width, indent, indent, 2);
}

interface Reader {
  readonly tokens: readonly SqlToken[];
  at: number;
}

const starts = [
  ['SELECT', 'DISTINCT'],
  ['SELECT'],
  ['FROM'],
  ['WHERE'],
  ['GROUP', 'BY'],
  ['HAVING'],
  ['QUALIFY'],
  ['WINDOW'],
  ['ORDER', 'BY'],
  ['LIMIT'],
  ['UNION', 'ALL', 'BY', 'NAME'],
  ['UNION', 'ALL'],
  ['UNION'],
  ['LEFT', 'JOIN'],
  ['RIGHT', 'JOIN'],
  ['FULL', 'JOIN'],
  ['INNER', 'JOIN'],
  ['SEMI', 'JOIN'],
  ['ANTI', 'JOIN'],
  ['CROSS', 'JOIN'],
  ['JOIN'],
] as const;

const lineOrBlank: Doc = { kind: 'line', flat: ' ' };
const softLine: Doc = { kind: 'line', flat: '' };

/** Clauses up to the end or the closing bracket. */
function query(reader: Reader): Doc {
  const clauses: Doc[] = [];
  while (!atEnd(reader)) {
    const words = clauseAt(reader);
    reader.at += words;
    const head = reader.tokens
      .slice(reader.at - words, reader.at)
      .map((token) => token.text)
      .join(' ');
    const body = items(reader, true);
    if (clauses.length > 0) clauses.push(lineOrBlank);
    if (words === 0) clauses.push(body);
    else if (body === '') clauses.push(head);
    // One relation stays behind its word and breaks within its own brackets.
    else if (/^(FROM|.*JOIN)$/i.test(head) && !hasComma(body)) clauses.push(list(head, ' ', body));
    else clauses.push(group(list(head, { kind: 'indent', body: list(lineOrBlank, body) })));
  }
  return group(list(...clauses));
}

/** Items with commas between them, up to the next clause, the end, or the closing bracket. */
function items(reader: Reader, inQuery: boolean): Doc {
  const parts: Doc[] = [];
  while (!atEnd(reader) && !(inQuery && clauseAt(reader) > 0)) {
    parts.push(item(reader, inQuery));
    if (reader.tokens[reader.at]?.text !== ',') continue;
    reader.at += 1;
    parts.push(',', lineOrBlank);
  }
  return parts.length === 0 ? '' : list(...parts);
}

/** One item; it may break in front of AND and OR, and within CASE. */
function item(reader: Reader, inQuery: boolean): Doc {
  const parts: Doc[] = [];
  let between = false;
  let first = true;
  while (!atEnd(reader) && !(inQuery && clauseAt(reader) > 0)) {
    const token = reader.tokens[reader.at];
    if (!token || token.text === ',') break;
    const word = token.text.toUpperCase();
    if (['WHEN', 'ELSE', 'END'].includes(word)) break;
    const breaks = !first && (word === 'OR' || (word === 'AND' && !between));
    if (word === 'BETWEEN') between = true;
    else if (word === 'AND') between = false;
    if (!first && (token.space || breaks)) parts.push(breaks ? lineOrBlank : ' ');
    if (word === 'CASE') parts.push(caseOf(reader, inQuery));
    else if (/^[([{]$/.test(token.text)) parts.push(bracket(reader));
    else {
      parts.push(token.text);
      reader.at += 1;
    }
    first = false;
  }
  return group(list(...parts));
}

/** CASE … END: one branch a line where it does not fit on one. */
function caseOf(reader: Reader, inQuery: boolean): Doc {
  const branches: Doc[] = [];
  let head: Doc = 'CASE';
  reader.at += 1;
  const first = reader.tokens[reader.at]?.text.toUpperCase();
  if (first !== 'WHEN') head = list('CASE ', item(reader, inQuery));
  for (;;) {
    const word = reader.tokens[reader.at]?.text ?? '';
    if (!['WHEN', 'ELSE'].includes(word.toUpperCase())) break;
    reader.at += 1;
    branches.push(lineOrBlank, word, ' ', item(reader, inQuery));
  }
  const end = reader.tokens[reader.at]?.text ?? '';
  reader.at += 1;
  return group(list(head, { kind: 'indent', body: list(...branches) }, lineOrBlank, end));
}

function bracket(reader: Reader): Doc {
  const open = reader.tokens[reader.at]?.text ?? '';
  reader.at += 1;
  const isQuery = reader.tokens[reader.at]?.text.toUpperCase() === 'SELECT';
  const body = isQuery ? query(reader) : items(reader, false);
  const close = reader.tokens[reader.at]?.text ?? '';
  reader.at += 1;
  if (body === '') return open + close;
  return group(list(open, { kind: 'indent', body: list(softLine, body) }, softLine, close));
}

/** Whether a clause holds more than one item. */
function hasComma(body: Doc): boolean {
  return typeof body !== 'string' && body.kind === 'list' && body.items.includes(',');
}

/** How many words of a clause's start stand here. */
function clauseAt(reader: Reader): number {
  const found = starts.find((words) =>
    words.every((word, i) => reader.tokens[reader.at + i]?.text.toUpperCase() === word),
  );
  return found?.length ?? 0;
}

function atEnd(reader: Reader): boolean {
  const token = reader.tokens[reader.at];
  return !token || /^[)\]}]$/.test(token.text);
}

function tokensOf(code: string): SqlToken[] | undefined {
  const tokens: SqlToken[] = [];
  const text = code.trim();
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (!found || found[2] === '--' || found[2] === '/*') return undefined;
    tokens.push({ text: plainIdentifier(found[2] ?? ''), space: found[1] !== '' });
  }
  return tokens;
}
