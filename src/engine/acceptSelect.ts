import type { DuckDBConnection } from '@duckdb/node-api';
import { refusedFunctions, tableFunctions } from '../core/sql/refusedFunctions.ts';
import { lit, sql } from '../core/sql/sql.ts';
import { AppError } from '../shared/errors.ts';
import { syntaxError } from './syntaxError.ts';

/** A query that may be put inside `SELECT * FROM (…\n)`. */
export interface AcceptedSelect {
  readonly text: string;
  /** Names of the sources that it reads. */
  readonly sources: readonly string[];
  /** The one source whose every row the query reads, unfiltered and whole. */
  readonly plain?: string;
  /** The query as DuckDB's parser serialises it. */
  readonly statement: unknown;
}

/**
 * Accepts text only if DuckDB's own parser serialises it as exactly one SELECT, and if that SELECT
 * reads nothing but the named sources: `SHOW`, `SUMMARIZE` and `DESCRIBE` also serialise as a SELECT,
 * table functions such as `enable_logging` change the instance, and catalogue views tell about it.
 */
export async function acceptSelect(
  connection: DuckDBConnection,
  text: string,
  sources: readonly string[],
): Promise<AcceptedSelect> {
  if (text.includes('\0')) throw refused('holds a NUL character', text);
  const reader = await connection.runAndReadAll(sql`SELECT json_serialize_sql(${lit(text)})`);
  // SAFETY: `json_serialize_sql` gives one text that is this JSON document.
  const tree = JSON.parse(String(reader.getRows()[0]?.[0])) as Serialized;
  if (tree.error) {
    const words = tree.error_message ?? '';
    if (tree.error_type === 'parser') throw syntaxError(text, words, tree.position);
    throw refused('is not a SELECT', words);
  }
  if (tree.statements.length !== 1) {
    throw refused(`holds ${String(tree.statements.length)} statements, not one`, text);
  }
  const known = new Map(sources.map((name) => [name.toLowerCase(), name]));
  const walk = new Walk(known);
  walk.visit(tree.statements);
  const found = walk.found();
  const [only] = found;
  const plain = only !== undefined && found.length === 1 && isPlain(tree.statements[0]);
  return { text, sources: found, statement: tree.statements[0], ...(plain ? { plain: only } : {}) };
}

interface Serialized {
  readonly error: boolean;
  readonly error_type?: string;
  readonly error_message?: string;
  readonly position?: string;
  readonly statements: readonly unknown[];
}

type Node = Readonly<Record<string, unknown>>;

class Walk {
  private readonly known: ReadonlyMap<string, string>;
  private readonly tables = new Set<string>();
  private readonly named = new Set<string>();

  constructor(known: ReadonlyMap<string, string>) {
    this.known = known;
  }

  visit(value: unknown): void {
    if (Array.isArray(value)) {
      for (const item of value) this.visit(item);
    } else if (typeof value === 'object' && value !== null) {
      // SAFETY: JSON objects have text keys.
      const node = value as Node;
      this.check(node);
      for (const child of Object.values(node)) this.visit(child);
    }
  }

  /** The sources read; throws for a table that is neither a source nor a part of the query. */
  found(): string[] {
    const sources: string[] = [];
    for (const table of this.tables) {
      const source = this.known.get(table.toLowerCase());
      if (source !== undefined) sources.push(source);
      else if (!this.named.has(table.toLowerCase())) {
        throw new AppError('bad-sql', `There is no source named “${table}”.`, {
          hint: `The sources are: ${[...this.known.values()].join(', ') || 'none'}.`,
        });
      }
    }
    return sources.sort();
  }

  private check(node: Node): void {
    if (node['type'] === 'SHOW_REF') throw refused('is not a SELECT', 'SHOW, DESCRIBE, SUMMARIZE');
    if (node['type'] === 'BASE_TABLE') this.table(node);
    if (node['type'] === 'TABLE_FUNCTION') {
      const name = functionName(node['function']);
      if (!tableFunctions.has(name)) throw forbidden(name);
    }
    if (node['class'] === 'FUNCTION') {
      const name = functionName(node);
      if (refusedFunctions.has(name)) throw forbidden(name);
    }
    if (typeof node['cte_map'] === 'object') this.commonTables(node['cte_map']);
  }

  private table(node: Node): void {
    const name = String(node['table_name']);
    if (node['schema_name'] !== '' || node['catalog_name'] !== '') {
      throw new AppError('forbidden', `The query reads “${name}” of another schema.`, {
        hint: 'Read data only by the names of the sources.',
      });
    }
    this.tables.add(name);
  }

  private commonTables(value: unknown): void {
    // SAFETY: DuckDB writes `{"map": [{"key": name, …}]}`.
    const map = (value as { map?: readonly { key: string }[] } | null)?.map ?? [];
    for (const { key } of map) this.named.add(key.toLowerCase());
  }
}

/** True for `SELECT * FROM source` without any clause. */
function isPlain(statement: unknown): boolean {
  // SAFETY: a serialised statement has a node; what follows looks before it trusts.
  const node = (statement as { node?: Node }).node ?? {};
  const table = node['from_table'];
  const list = node['select_list'];
  const map = node['cte_map'];
  const absent = ['where_clause', 'having', 'sample', 'qualify'].every((key) => node[key] === null);
  const empty = ['modifiers', 'group_expressions', 'group_sets'].every((key) => isEmpty(node[key]));
  return (
    node['type'] === 'SELECT_NODE' &&
    absent &&
    empty &&
    isNode(map) &&
    isEmpty(map['map']) &&
    isNode(table) &&
    table['type'] === 'BASE_TABLE' &&
    table['sample'] === null &&
    isEmpty(table['column_name_alias']) &&
    Array.isArray(list) &&
    list.length === 1 &&
    isWholeStar(list[0])
  );
}

function isWholeStar(value: unknown): boolean {
  const lists = ['exclude_list', 'replace_list', 'qualified_exclude_list', 'rename_list'];
  return (
    isNode(value) &&
    value['type'] === 'STAR' &&
    value['columns'] === false &&
    value['expr'] === null &&
    lists.every((key) => isEmpty(value[key]))
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function functionName(value: unknown): string {
  // SAFETY: function nodes carry their name and schema as text.
  const node = value as { function_name?: string; schema?: string } | null;
  return (node?.function_name ?? '').toLowerCase();
}

function refused(why: string, detail: string): AppError {
  return new AppError('bad-sql', `The query ${why}.`, {
    hint: 'Write exactly one SELECT over the sources.',
    detail,
  });
}

function forbidden(name: string): AppError {
  return new AppError('forbidden', `A query may not use “${name}”.`, {
    hint: 'Read data only by the names of the sources; add a source for another file.',
  });
}
