import type { DuckDBConnection } from '@duckdb/node-api';
import { sql } from '../../core/sql/sql.ts';
import type { EngineContract, EngineQuery } from '../../shared/contracts/engine.ts';
import { AppError } from '../../shared/errors.ts';
import type { HandlerContext, Handlers } from '../../shared/rpc/contract.ts';
import type { ResultColumn } from '../arrow/fetchPage.ts';
import type { Documents } from '../documents.ts';
import type { EngineDocument } from '../engineDocument.ts';
import type { Relation } from '../relation.ts';
import type { Lane, Scheduler } from '../scheduler.ts';
import { withProgress } from '../withProgress.ts';
import { findText, indexText } from './findText.ts';
import type { PreparedRows } from './paging.ts';
import { reading } from './reading.ts';
import { SharedTasks } from './sharedTasks.ts';

interface Asked {
  readonly document: string;
  readonly query: EngineQuery;
}

type FindParams = EngineContract['findCount']['params'];

interface Work {
  readonly connection: DuckDBConnection;
  readonly document: EngineDocument;
  readonly relation: Relation;
  readonly all: readonly ResultColumn[];
}

type Methods = 'page' | 'count' | 'prepare' | 'find' | 'findCount';

/** Searches of a document that are remembered. */
const REMEMBERED = 6;

/** Pages of queries, and what makes them quick. */
export function pagingHandlers(
  documents: Documents,
  scheduler: Scheduler,
): Pick<Handlers<EngineContract>, Methods> {
  const tasks = new SharedTasks();

  function on<T>(
    lane: Lane,
    { document: name, query }: Asked,
    signal: AbortSignal,
    work: (on: Work) => Promise<T>,
  ): Promise<T> {
    return scheduler.run(lane, signal, () => {
      const document = documents.get(name);
      return document.run(signal, async (connection) => {
        const relation = await document.relation(connection, query);
        const all = await document.columns(connection, relation);
        return work({ connection, document, relation, all });
      });
    });
  }

  /** Prepares once, however many ask for the same. */
  async function prepare(
    params: EngineContract['prepare']['params'],
    context: HandlerContext,
  ): Promise<PreparedRows> {
    const { columns = [], query, document } = params;
    const wantedOf = (all: readonly ResultColumn[]): readonly string[] =>
      params.columns ?? all.map(({ name }) => name);
    // A page waits for this; where there is nothing to do it does not stand in line behind profiles.
    const done = await on('page', params, context.signal, ({ connection, relation, all, ...own }) =>
      own.document.paging.prepared(connection, relation, all, wantedOf(all)),
    );
    if (done) return done;
    const key = JSON.stringify([document, query.sql, columns]);
    return tasks.run(key, context, (shared) =>
      on('order', params, shared.signal, ({ connection, relation, all, ...own }) =>
        own.document.paging.prepare(connection, relation, all, wantedOf(all), shared),
      ),
    );
  }

  return {
    page: (params, context) =>
      on('page', params, context.signal, ({ connection, document, relation, all }) => {
        const columns = params.columns ? named(all, params.columns) : all;
        const [offset, limit] = [whole(params.offset), whole(params.limit)];
        const request = { columns, offset, limit, maxText: params.maxText };
        return document.paging.page(connection, relation, all, request);
      }),

    count: (params, context) =>
      on('small', params, context.signal, async ({ connection, document, relation }) => {
        const known = await document.paging.count(connection, relation);
        if (known !== undefined) return { rows: known };
        const { from, stores } = document.paging.whole(relation);
        return reading(stores, () =>
          withProgress(connection, context, 'count', async () => {
            const reader = await connection.runAndReadAll(sql`SELECT count(*) FROM ${from}`);
            return { rows: Number(reader.getRows()[0]?.[0]) };
          }),
        );
      }),

    prepare,

    find: async (params, context) => {
      const { document, query, from, direction, inclusive = false } = params;
      // Rows that have to be put in order first are so in a lane of their own.
      await prepare({ document, query }, context);
      return on(
        'small',
        params,
        context.signal,
        async ({ connection, document, relation, all }) => {
          const stretches = await document.paging.stretches(connection, relation, all, context);
          const sought = { text: params.text, columns: named(all, params.columns) };
          const order = {
            from,
            direction,
            inclusive,
            index: document.paging.found.get(findKey(params)),
          };
          return { cell: await findText(connection, stretches, sought, order, context) };
        },
      );
    },

    findCount: (params, context) =>
      tasks.run(`find ${findKey(params)} ${params.document}`, context, (shared) =>
        on('heavy', params, shared.signal, async ({ connection, document, relation, all }) => {
          const key = findKey(params);
          const { found } = document.paging;
          const known = found.get(key);
          if (known) return { rows: known.rows, cells: known.cells };
          const stretches = await document.paging.stretches(connection, relation, all, shared);
          const sought = { text: params.text, columns: named(all, params.columns) };
          const index = await indexText(connection, stretches, sought, shared);
          found.set(key, index);
          for (const oldest of found.keys()) {
            if (found.size <= REMEMBERED) break;
            found.delete(oldest);
          }
          return { rows: index.rows, cells: index.cells };
        }),
      ),
  };
}

function findKey({ query, text, columns }: Omit<FindParams, 'document'>): string {
  return JSON.stringify([query.sql, text.toLowerCase(), columns]);
}

/** The columns of these names. Throws `usage` for one that there is not. */
function named(all: readonly ResultColumn[], names: readonly string[]): readonly ResultColumn[] {
  const byName = new Map(all.map((column) => [column.name, column]));
  return names.map((name) => {
    const column = byName.get(name);
    if (column) return column;
    throw new AppError('usage', `There is no column “${name}”.`, {
      hint: 'Ask for columns of the query.',
    });
  });
}

function whole(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new AppError('usage', `${String(value)} is no number of rows.`, {
    hint: 'Use a whole number from 0 on.',
  });
}
