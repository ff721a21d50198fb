import { version } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { lit, sql } from '../core/sql/sql.ts';
import { ENGINE_PROTOCOL } from '../shared/contracts/engine.ts';
import type { EngineContract, EngineQuery } from '../shared/contracts/engine.ts';
import { AppError } from '../shared/errors.ts';
import type { HandlerContext, Handlers } from '../shared/rpc/contract.ts';
import { fetchPage } from './arrow/fetchPage.ts';
import { BUILD_ID } from './buildId.ts';
import type { Documents } from './documents.ts';
import type { EngineDocument, Relation } from './engineDocument.ts';
import { runProfile } from './profile/runProfile.ts';
import type { Lane, Scheduler } from './scheduler.ts';
import { expand } from './sources/expand.ts';
import { withProgress } from './withProgress.ts';

/** The engine's side of the contract. */
export function createHandlers(
  documents: Documents,
  scheduler: Scheduler,
): Handlers<EngineContract> {
  /** Runs work over an accepted query, in its lane, on a connection of its own. */
  function query<T>(
    lane: Lane,
    params: { readonly document: string; readonly query: EngineQuery },
    context: HandlerContext,
    work: (on: {
      connection: DuckDBConnection;
      relation: Relation;
      document: EngineDocument;
    }) => Promise<T>,
  ): Promise<T> {
    return scheduler.run(lane, context.signal, () => {
      const document = documents.get(params.document);
      return document.run(context.signal, async (connection) => {
        const relation = await document.relation(connection, params.query);
        return work({ connection, relation, document });
      });
    });
  }

  return {
    hello: () => Promise.resolve({ protocol: ENGINE_PROTOCOL, build: BUILD_ID, duckdb: version() }),

    configure: async ({ memoryMb, threads, spillDirectory }) => {
      await documents.configure({
        ...(memoryMb === undefined ? {} : { memoryMb }),
        ...(threads === undefined ? {} : { threads }),
        ...(spillDirectory === undefined ? {} : { spillDirectory }),
      });
      return null;
    },

    expand: ({ path, relativeTo, format }) => expand(path, relativeTo, format),

    open: async ({ document, sources }, { signal }) => {
      const { opened } = await documents.set(document, sources, signal);
      return { sources: opened };
    },

    describe: (params, context) =>
      query('small', params, context, async ({ connection, relation, document }) => {
        const columns = await document.columns(connection, relation);
        return { schema: columns.map(({ name, type }) => ({ name, type })) };
      }),

    count: (params, context) =>
      query('small', params, context, async ({ connection, relation }) => {
        const counted = sql`SELECT count(*) FROM ${relation.sql}`;
        const reader = await connection.runAndReadAll(counted);
        return { rows: Number(reader.getRows()[0]?.[0]) };
      }),

    page: (params, context) =>
      query('page', params, context, async ({ connection, relation, document }) => {
        const all = await document.columns(connection, relation);
        const wanted = params.columns ?? all.map((column) => column.name);
        const columns = wanted.map((name) => {
          const column = all.find((one) => one.name === name);
          if (!column) throw noColumn(name);
          return column;
        });
        const tail = sql`LIMIT ${whole(params.limit)} OFFSET ${whole(params.offset)}`;
        return fetchPage(connection, relation.sql, tail, { columns, maxText: params.maxText });
      }),

    rows: (params, context) =>
      query('heavy', params, context, async ({ connection, relation, document }) => {
        const columns = await document.columns(connection, relation);
        const page = await withProgress(connection, context, 'query', () =>
          fetchPage(connection, relation.sql, sql`LIMIT ${whole(params.limit + 1)}`, { columns }),
        );
        if (page.rows <= params.limit) return page;
        throw new AppError(
          'unsupported',
          `The query gives more than ${String(params.limit)} rows.`,
          {
            hint: 'Aggregate further, or read it by pages.',
          },
        );
      }),

    profile: (params, context) =>
      query('heavy', params, context, ({ connection, relation, document }) => {
        const plain = document.plainSource(relation);
        const columnar = plain !== undefined && document.opened[plain.name]?.format === 'parquet';
        return runProfile(
          connection,
          {
            relation: columnar ? plain.sql : relation.sql,
            columnar,
            columns: params.columns,
            sample: params.sample,
          },
          context,
        );
      }),

    needs: (params, context) =>
      query('small', params, context, ({ relation, document }) =>
        Promise.resolve({
          sources: Object.fromEntries(
            relation.accepted.sources.map((name) => [name, document.sources[name]?.files ?? []]),
          ),
        }),
      ),

    close: async ({ document }) => {
      await documents.close(document);
      return null;
    },

    stats: () =>
      Promise.resolve({
        pid: process.pid,
        ...scheduler.counts(),
        documents: documents.names(),
        threadPool: Number(process.env['UV_THREADPOOL_SIZE'] ?? 4),
      }),
  };
}

function whole(value: number): ReturnType<typeof lit> {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new AppError('usage', `${String(value)} is no number of rows.`, {
      hint: 'Use a whole number from 0 on.',
    });
  }
  return lit(value);
}

function noColumn(name: string): AppError {
  return new AppError('usage', `There is no column “${name}”.`, {
    hint: 'Ask for columns of the query.',
  });
}
