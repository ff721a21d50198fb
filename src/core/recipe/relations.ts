import { ident } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';

/** The hidden columns that carry a row's identity: the file's relative path, and the row in it from 0. */
export const identityColumns = ['__sluice_file', '__sluice_row'] as const;

/** The view of a source: `"main"`, or `"main#rows"` with the identity columns at its end. */
export function sourceRelation(name: string, withIdentity: boolean): Sql {
  return ident(withIdentity ? `${name}#rows` : name);
}
