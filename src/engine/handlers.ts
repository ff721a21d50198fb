import { version } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { lit, sql } from '../core/sql/sql.ts';
import { ENGINE_PROTOCOL } from '../shared/contracts/engine.ts';
import type { EngineContract, EngineQuery, QuestionMethod } from '../shared/contracts/engine.ts';
import { AppError } from '../shared/errors.ts';
import type { HandlerContext, Handlers } from '../shared/rpc/contract.ts';
import { acceptAlone } from './acceptAlone.ts';
import { fetchPage } from './arrow/fetchPage.ts';
import { BUILD_ID } from './buildId.ts';
import type { Documents } from './documents.ts';
import type { EngineDocument, Relation } from './engineDocument.ts';
import { needsHandlers, noting } from './mirror/needsHandlers.ts';
import { pagingHandlers } from './paging/pagingHandlers.ts';
import { comparingHandlers } from './profile/comparingHandlers.ts';
import { columnDetails } from './profile/columnDetails.ts';
import { detailsOrder } from './profile/detailsOrder.ts';
import { LEADING, estimateProfile } from './profile/estimateProfile.ts';
import { profileOrder } from './profile/profileOrder.ts';
import { profileKept } from './profile/profileKept.ts';
import { readingHandlers } from './readingHandlers.ts';
import type { Lane, Scheduler } from './scheduler.ts';
import { writeQuery } from './writeQuery.ts';
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

  const questions: Pick<Handlers<EngineContract>, QuestionMethod> = {
    describe: (params, context) =>
      query('small', params, context, async ({ connection, relation, document }) => {
        const columns = await document.columns(connection, relation);
        return { schema: columns.map(({ name, type }) => ({ name, type })) };
      }),

    ...pagingHandlers(documents, scheduler),

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

    write: (params, context) =>
      query('heavy', params, context, ({ connection, relation, document }) => {
        const { path } = params;
        const { folder } = document;
        return withProgress(connection, context, 'query', () =>
          writeQuery(connection, relation.sql, { path, folder }),
        );
      }),

    profile: (params, context) =>
      query('heavy', params, context, async ({ connection, relation, document }) => {
        const order = profileOrder(document, relation, params);
        if (params.stage === 'estimate') {
          const leading = await document.paging.leading(connection, relation, LEADING);
          return estimateProfile(connection, { ...order, leading }, context);
        }
        return profileKept(connection, document, order, context);
      }),

    ...comparingHandlers(documents, scheduler),

    details: (params, context) =>
      query('heavy', params, context, ({ connection, relation, document }) =>
        columnDetails(connection, detailsOrder(document, relation, params), context),
      ),
  };

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
      const { told } = await documents.set(document, sources, signal);
      return { sources: told };
    },

    ...readingHandlers(documents, scheduler),
    ...noting(documents, questions),
    ...needsHandlers(documents, scheduler),

    accept: ({ sql: text, tables }, { signal }) =>
      scheduler.run('small', signal, async () => {
        await acceptAlone(text, tables, documents.passingLimits(), signal);
        return null;
      }),

    close: async ({ document }) => {
      await documents.close(document);
      return null;
    },

    stats: () =>
      Promise.resolve({
        pid: process.pid,
        ...scheduler.counts(),
        documents: documents.names(),
        holes: documents.holes,
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
