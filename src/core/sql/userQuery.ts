import { queryTokens, refused } from './queryTokens.ts';
import type { QueryToken } from './queryTokens.ts';
import { refusedFunctions, tableFunctions } from './refusedFunctions.ts';
import { trusted } from './sql.ts';
import type { Sql } from './sql.ts';

/** The name by which a query reads the table that it is about. */
export const inputTable = 'input';

/**
 * A person's query as SQL that may stand between brackets, one line of its own at the end. It is one
 * SELECT whose brackets, quotes and comments end within it, and that reads no table but `input` and
 * its own common tables: no file, no other schema, no table function that reaches outside, nothing
 * random. Where tables are read is found as DuckDB's grammar has it; what is in doubt is refused.
 * Whether the SELECT is right is DuckDB's to say. Throws `bad-sql`.
 */
export function userQuery(query: string): Sql {
  const tokens = queryTokens(query);
  const end = tokens.findIndex(({ text, kind }) => kind === 'mark' && text === ';');
  const body = end < 0 ? tokens : tokens.slice(0, end);
  if (tokens.slice(body.length).some(({ text }) => text !== ';')) {
    throw refused('There are several statements.', 'Write one SELECT.');
  }
  const [first] = body;
  if (!first || !(isWord(first, 'select', 'with', 'from') || isMark(first, '('))) {
    throw refused('This is no SELECT.', `Write one SELECT over the table ${inputTable}.`);
  }
  new Reader(body).read();
  const text = end < 0 ? query : query.slice(0, tokens[end]?.start);
  return trusted(text.trim());
}

/** What stands between two brackets, or the whole. */
interface Level {
  readonly close: string;
  /** Opened by a function that has a FROM of its own, such as `extract(year FROM x)`. */
  readonly ownFrom: boolean;
  /** Whether a table, or tables joined, may stand here. */
  readonly holdsTable: boolean;
  /** Names of common tables. */
  readonly tables: Set<string>;
  at: 'start' | 'with' | 'select' | 'from' | 'other';
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const ownFrom = new Set(['extract', 'trim', 'substring', 'overlay', 'position']);
const afterFrom = [
  ...['where', 'group', 'order', 'having', 'window', 'qualify', 'limit', 'offset', 'fetch'],
  ...['union', 'intersect', 'except'],
];
const never = [
  ...['table', 'describe', 'show', 'summarize', 'tablesample'],
  ...['pivot', 'pivot_wider', 'pivot_longer', 'unpivot'],
];
const random = new Set([
  ...['random', 'uuid', 'uuidv4', 'uuidv7', 'gen_random_uuid', 'now', 'today', 'txid_current'],
  ...['get_current_time', 'get_current_timestamp', 'current_localtime', 'current_localtimestamp'],
  ...['transaction_timestamp', 'clock_timestamp', 'statement_timestamp'],
]);
/** They stand without brackets. */
const clocks = ['current_date', 'current_time', 'current_timestamp', 'localtime', 'localtimestamp'];

class Reader {
  private readonly tokens: readonly QueryToken[];
  private readonly levels: Level[] = [levelOf('', '', false)];
  /** Whether the next token names a table. */
  private wantsTable = false;

  constructor(tokens: readonly QueryToken[]) {
    this.tokens = tokens;
  }

  read(): void {
    this.tokens.forEach((token, index) => {
      const level = this.level();
      if (level.at === 'start') {
        this.wantsTable = level.holdsTable && !isWord(token, 'select', 'with', 'from', 'values');
      }
      // Behind a dot every word is a name.
      const isName = isMark(this.tokens[index - 1] ?? token, '.');
      if (!isName && token.kind === 'word' && never.includes(token.text)) {
        throw refused(
          `“${token.text.toUpperCase()}” has no place here.`,
          'Write one SELECT; other steps describe, sample and pivot.',
        );
      }
      if (!isName && isWord(token, ...clocks)) {
        throw refused(`“${token.text}” differs each time.`, 'Take a column or a literal.');
      }
      if (this.wantsTable) this.table(token, index);
      else if (!isName || token.kind !== 'word') this.other(token, index, level);
      else if (isMark(this.tokens[index + 1] ?? token, '(')) requireFunction(token);
      if (level.at !== 'start') return;
      level.at = level.holdsTable && !isWord(token, 'values') ? 'from' : 'other';
    });
    if (this.levels.length > 1) throw refused('A bracket is not closed.', 'Close it.');
    if (this.wantsTable) throw refused('The query ends where a table should be.', hint);
  }

  private level(): Level {
    const level = this.levels.at(-1);
    if (!level) throw refused('A bracket is closed that was not opened.', 'Take it out.');
    return level;
  }

  private table(token: QueryToken, index: number): void {
    if (isWord(token, 'lateral')) return;
    this.wantsTable = false;
    if (isMark(token, '(')) {
      this.levels.push(levelOf(')', '', true));
      return;
    }
    if (token.kind === 'text') throw refused('A query reads no files.', hint);
    if (token.kind !== 'word' && token.kind !== 'quoted') {
      throw refused(`A table should stand at “${token.text}”.`, hint);
    }
    const next = this.tokens[index + 1];
    if (next && isMark(next, '(')) {
      if (tableFunctions.has(token.text)) return;
      throw refused(`A query reads no table from “${token.text}”.`, hint);
    }
    const name = token.text.toLowerCase();
    const isKnown = name === inputTable || this.levels.some((level) => level.tables.has(name));
    if (isKnown && !(next && isMark(next, '.', ':'))) return;
    throw refused(`There is no table “${token.text}” here.`, hint);
  }

  private other(token: QueryToken, index: number, level: Level): void {
    const before = this.tokens[index - 1];
    if (token.kind === 'mark') this.mark(index, before, level);
    if (this.namesCommonTable(token, before, level)) {
      if (!/^[a-z_]\w*$/i.test(token.text)) {
        throw refused(`“${token.text}” cannot name a table.`, 'Use letters, digits and _.');
      }
      level.tables.add(token.text.toLowerCase());
      return;
    }
    const next = this.tokens[index + 1];
    if (next && isMark(next, '(')) requireFunction(token);
    if (token.kind !== 'word') return;
    if (token.text === 'with' && level.at === 'start') level.at = 'with';
    else if (token.text === 'select') level.at = 'select';
    else if (token.text === 'join') this.wantsTable = true;
    else if (token.text === 'from' && this.beginsTables(index, level)) {
      level.at = 'from';
      this.wantsTable = true;
    } else if (afterFrom.includes(token.text) && level.at !== 'with') level.at = 'other';
    else if (token.text === 'sample' && before && isWord(before, 'using')) {
      throw refused('A sample differs each time.', 'Use the step “Sample rows”.');
    }
  }

  private mark(index: number, before: QueryToken | undefined, level: Level): void {
    const token = this.tokens[index];
    if (!token) return;
    const close = closing[token.text];
    if (close !== undefined) {
      // A plan has placeholders such as {main}, which a struct never looks like.
      if (token.text === '{' && !isMark(this.tokens[index + 2] ?? token, ':')) {
        throw refused('A struct is not written as one.', "Write {'name': value}.");
      }
      this.levels.push(levelOf(close, before?.kind === 'word' ? before.text : '', false));
    } else if (Object.values(closing).includes(token.text)) {
      if (level.close !== token.text) {
        throw refused(`“${token.text}” closes a bracket that is not open.`, 'Take it out.');
      }
      this.levels.pop();
    } else if (token.text === ',' && level.at === 'from') this.wantsTable = true;
  }

  private namesCommonTable(
    token: QueryToken,
    before: QueryToken | undefined,
    level: Level,
  ): boolean {
    if (level.at !== 'with' || !before || (token.kind !== 'word' && token.kind !== 'quoted')) {
      return false;
    }
    if (isWord(token, 'recursive')) return false;
    return isWord(before, 'with', 'recursive') || isMark(before, ',');
  }

  /** Not the FROM of `IS DISTINCT FROM` and of functions that have one. */
  private beginsTables(index: number, level: Level): boolean {
    const [a, b] = [this.tokens[index - 2], this.tokens[index - 1]];
    if (a && b && isWord(b, 'distinct') && isWord(a, 'is', 'not')) return false;
    return !(level.ownFrom && level.at !== 'select');
  }
}

const hint = `Read the table ${inputTable} only; other tables come in by a join step.`;

function levelOf(close: string, opener: string, holdsTable: boolean): Level {
  return { close, ownFrom: ownFrom.has(opener), holdsTable, tables: new Set(), at: 'start' };
}

function requireFunction({ kind, text }: QueryToken): void {
  if (kind !== 'word' && kind !== 'quoted') return;
  const name = text.toLowerCase();
  if (random.has(name)) {
    throw refused(
      `“${text}” differs each time.`,
      'Use a step that takes a seed, a column or a literal.',
    );
  }
  if (refusedFunctions.has(name)) {
    throw refused(`A query may not use “${text}”.`, 'Write what it should give.');
  }
}

function isWord({ kind, text }: QueryToken, ...words: readonly string[]): boolean {
  return kind === 'word' && words.includes(text);
}

function isMark({ kind, text }: QueryToken, ...marks: readonly string[]): boolean {
  return kind === 'mark' && marks.includes(text);
}
