import { FILE_COLUMN, ROW_COLUMN } from '../sql/readSource.ts';
import { ident } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';

/** The hidden columns that carry a row's identity: the file's relative path, and the row in it from 0. */
export const identityColumns = [FILE_COLUMN, ROW_COLUMN] as const;

/** The view of a source. The one of `main` ends with the identity columns when a flow wants them. */
export function sourceRelation(name: string): Sql {
  return ident(name);
}
