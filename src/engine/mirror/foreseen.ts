import type { DuckDBConnection } from '@duckdb/node-api';
import { ident, joinSql, sql } from '../../core/sql/sql.ts';
import type { Sql } from '../../core/sql/sql.ts';
import type { EngineQuery, Question } from '../../shared/contracts/engine.ts';
import type { EngineDocument, Relation } from '../engineDocument.ts';

/**
 * Statements that together read what a request will read, as far as that is known before. Requests
 * whose first statements decide what comes next are not foreseen to their end: they are asked about
 * again when they get there.
 */
export async function foreseen(
  connection: DuckDBConnection,
  document: EngineDocument,
  question: Question,
): Promise<readonly Sql[]> {
  const columnsOf = async (
    query: EngineQuery,
    wanted: readonly string[] | undefined,
  ): Promise<Sql[]> => {
    const relation = await document.relation(connection, query);
    const all = (await document.columns(connection, relation)).map(({ name }) => name);
    const some = wanted?.filter((name) => all.includes(name)) ?? all;
    return some.length === 0 ? [] : [selectOf(some, relation.sql)];
  };
  switch (question.method) {
    case 'describe':
      return [];
    case 'page': {
      const { query, offset, limit, columns } = question.params;
      const relation = await document.relation(connection, query);
      const range = await document.paging.range(connection, relation, offset, limit);
      if (!range) return [];
      const all = await document.columns(connection, relation);
      return [selectOf(columns ?? all.map(({ name }) => name), range)];
    }
    case 'count': {
      const relation = await document.relation(connection, question.params.query);
      const known = await document.paging.count(connection, relation);
      return known === undefined ? [sql`SELECT count(*) FROM ${relation.sql}`] : [];
    }
    case 'rows':
    case 'write':
      return columnsOf(question.params.query, undefined);
    case 'profile': {
      // Where the stretches of a sample lie, the estimate finds out from the footers.
      const { query, columns, stage } = question.params;
      const relation = await document.relation(connection, query);
      const plain = document.plainSource(relation);
      if (stage === 'estimate' && (plain || relation.rowWise)) return [];
      return columnsOf(query, columns);
    }
    case 'details':
    case 'dataset':
      return columnsOf(question.params.query, question.params.columns);
    case 'drift': {
      const { before, after, columns } = question.params;
      return [...(await columnsOf(before, columns)), ...(await columnsOf(after, columns))];
    }
    case 'prepare':
    case 'find':
    case 'findCount': {
      const { query, columns } = question.params;
      const relation = await document.relation(connection, query);
      if (!(await isPlacedByNumbers(connection, document, relation))) {
        return columnsOf(query, undefined);
      }
      const { rowWise } = relation;
      const counted = rowWise?.filtered === true ? [sql`SELECT count(*) FROM ${relation.sql}`] : [];
      if (question.method === 'prepare') return counted;
      return [...counted, ...(await columnsOf(query, columns))];
    }
  }
}

async function isPlacedByNumbers(
  connection: DuckDBConnection,
  document: EngineDocument,
  relation: Relation,
): Promise<boolean> {
  return (await document.paging.rowsOf(connection, relation)) !== undefined;
}

function selectOf(columns: readonly string[], relation: Sql): Sql {
  return sql`SELECT ${joinSql(columns.map(ident))} FROM ${relation}`;
}
