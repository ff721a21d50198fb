import type { EngineContract } from '../../shared/contracts/engine.ts';
import type { Handlers } from '../../shared/rpc/contract.ts';
import type { Documents } from '../documents.ts';
import type { EngineDocument, Relation } from '../engineDocument.ts';
import type { Scheduler } from '../scheduler.ts';
import { datasetKept } from './datasetKept.ts';
import { drift } from './drift.ts';
import { numberedParquet } from './numberedRows.ts';
import type { RowsOrder } from './preparedRows.ts';
import type { ParquetSource } from './stretches.ts';

/** Figures over several columns, and over two datasets. */
export function comparingHandlers(
  documents: Documents,
  scheduler: Scheduler,
): Pick<Handlers<EngineContract>, 'dataset' | 'drift'> {
  return {
    dataset: (params, context) =>
      scheduler.run('heavy', context.signal, () => {
        const document = documents.get(params.document);
        return document.run(context.signal, async (connection) => {
          const { columns, sample, exactDuplicates } = params;
          const relation = await document.relation(connection, params.query);
          const order = { ...rowsOf(document, relation), columns, sample, exactDuplicates };
          return datasetKept(connection, document, order, context);
        });
      }),

    drift: (params, context) =>
      scheduler.run('heavy', context.signal, () => {
        const document = documents.get(params.document);
        return document.run(context.signal, async (connection) => {
          const { columns, sample, thresholds } = params;
          const before = rowsOf(document, await document.relation(connection, params.before));
          const after = rowsOf(document, await document.relation(connection, params.after));
          const order = { before, after, columns, sample, thresholds };
          return drift(connection, order, context);
        });
      }),
  };
}

/** What a relation of a document is to those who read it again and again. */
function rowsOf(
  document: EngineDocument,
  relation: Relation,
): RowsOrder & { readonly parquet?: ParquetSource } {
  const plain = document.plainSource(relation);
  const source = plain && document.sources[plain.name];
  const opened = plain && document.opened[plain.name];
  if (!source || opened?.format !== 'parquet') return { relation: relation.sql, columnar: false };
  const parquet = { source, opened };
  return { relation: plain.sql, columnar: true, numbered: numberedParquet(parquet), parquet };
}
