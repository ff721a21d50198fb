import type { Sql } from '../sql/sql.ts';

export function formatSql(code: Sql, indent: number): string {
  return ' '.repeat(indent) + code;
}
